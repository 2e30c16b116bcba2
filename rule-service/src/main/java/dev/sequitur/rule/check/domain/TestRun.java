package dev.sequitur.rule.check.domain;

import dev.sequitur.rule.matching.domain.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** All cases of a rule, run. */
public record TestRun(
    int passed, int failed, List<CaseResult> cases, List<Coverage.Part> coverage) {

  /**
   * Runs the cases one by one; none can disturb another.
   *
   * @param cel the rule's condition with all named ones in their places; null if it has none
   */
  public static TestRun of(Rule rule, @Nullable String cel, List<UnitCase> cases) {
    var results = cases.stream().map(one -> one.run(rule)).toList();
    int passed = (int) results.stream().filter(CaseResult::passed).count();
    var events = cases.stream().map(one -> one.event().in(rule.workspace(), one.name())).toList();
    return new TestRun(passed, results.size() - passed, results, Coverage.of(cel, events));
  }
}
