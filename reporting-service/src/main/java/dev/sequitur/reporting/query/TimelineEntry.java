package dev.sequitur.reporting.query;

import java.time.Instant;

/**
 * One thing that happened in a run.
 *
 * @param what a word for it, such as {@code EVENT_ACCEPTED}
 * @param detail a sentence for people
 */
record TimelineEntry(Instant at, String what, String detail) {}
