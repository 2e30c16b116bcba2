package dev.sequitur.rule.check.domain;

import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.util.List;

/** A case stored with a rule: an event, and what the rule is expected to make of it. */
public record UnitCase(String name, CaseEvent event, Expected expected) {

  /** Holds the rule against the case, by the decision that acts on real events. */
  public CaseResult run(Rule rule) {
    var occurrence = event.in(rule.workspace(), name);
    var seen = Seen.of(Evaluation.decide(RuleBook.of(List.of(rule)), occurrence));
    var differences = Comparison.of(expected, seen);
    return new CaseResult(name, differences.isEmpty(), expected, seen, differences);
  }
}
