package dev.sequitur.rule.matching;

/**
 * A batch's share of one partition.
 *
 * @param from the offset of its first event
 * @param next the position after it
 */
public record Range(int partition, long from, long next) {}
