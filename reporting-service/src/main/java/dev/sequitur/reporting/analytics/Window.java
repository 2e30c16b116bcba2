package dev.sequitur.reporting.analytics;

import java.time.Instant;

/** Hours from {@code from} on, before {@code to}. */
record Window(Instant from, Instant to) {}
