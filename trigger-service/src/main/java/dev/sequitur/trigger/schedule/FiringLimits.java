package dev.sequitur.trigger.schedule;

import java.time.Duration;

/**
 * How much is done at once, and what still counts as on time.
 *
 * @param schedulesAtOnce schedules a transaction
 * @param instantsAtOnce nominal instants of one schedule a transaction
 */
record FiringLimits(Duration grace, int schedulesAtOnce, int instantsAtOnce) {}
