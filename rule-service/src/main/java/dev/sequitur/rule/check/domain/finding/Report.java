package dev.sequitur.rule.check.domain.finding;

import java.util.List;

/**
 * All that was found.
 *
 * @param unknown what could neither be found nor ruled out
 * @param rules how many rules were looked at
 * @param complete false if there were too many of them, or of their pairs, to look at all
 */
public record Report(List<Finding> items, List<Unknown> unknown, int rules, boolean complete) {}
