package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Which runs an event starts. Same book, same event: same answer, same ids. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * One decision for each candidate rule, in the order of the rules' uids. Never throws: a rule
   * that fails hides no other.
   */
  public static List<Decision> decide(RuleBook book, Occurrence event) {
    var candidates = book.candidates(event.event());
    if (candidates.isEmpty()) {
      return List.of();
    }
    var variables = new EventVariables(event);
    var decisions = new ArrayList<Decision>(candidates.size());
    for (var rule : candidates) {
      decisions.add(decide(rule, event, variables));
    }
    return decisions;
  }

  private static Decision decide(Rule rule, Occurrence event, EventVariables variables) {
    if (!rule.validity().holdsAt(event.acceptedAt())) {
      return new Decision.Suppressed(rule, DecisionCode.RULE_NOT_VALID.name());
    }
    return switch (rule.condition().verdict(variables)) {
      case Verdict.Matched _ -> new RunStart(rule, event, variables).decide();
      case Verdict.Unmatched _ -> new Decision.Unmatched(rule, null);
      case Verdict.Failed(var code, _) -> new Decision.Unmatched(rule, code);
    };
  }
}
