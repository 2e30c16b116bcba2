package dev.sequitur.demo.order;

import java.time.Duration;

/**
 * Which orders come, and how fast.
 *
 * @param seed the same seed makes the same orders
 * @param orders how many
 * @param errors share of payments that fail, 0 to 1
 * @param pause from one order to the next
 */
public record Plan(long seed, int orders, double errors, Duration pause) {}
