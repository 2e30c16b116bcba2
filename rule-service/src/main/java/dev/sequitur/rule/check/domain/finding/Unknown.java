package dev.sequitur.rule.check.domain.finding;

import java.util.List;

/**
 * A question that has no answer.
 *
 * @param kind what was asked
 * @param why there is none
 */
public record Unknown(Finding.Kind kind, List<String> rules, String why) {}
