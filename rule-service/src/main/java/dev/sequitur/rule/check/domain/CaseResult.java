package dev.sequitur.rule.check.domain;

import java.util.List;

/**
 * What became of a case.
 *
 * @param differences none if it passed
 */
public record CaseResult(
    String name, boolean passed, Expected expected, Seen seen, List<Difference> differences) {}
