package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.matching.domain.index.Filed;
import dev.sequitur.rule.matching.domain.index.Index;
import dev.sequitur.rule.table.domain.DecisionTable;
import java.util.ArrayList;
import java.util.List;

/** Which runs an event starts. Same book, same event: same runs, same ids. */
public final class Evaluation {

  private Evaluation() {}

  /**
   * One decision for each rule that the event reaches, in the order of the rules' uids. A rule that
   * listens to the event's type and is not reached has not matched. Never throws: a rule that fails
   * hides no other.
   */
  public static List<Decision> decide(RuleBook book, Occurrence event) {
    return decide(book.index(event.event().workspace()), event);
  }

  /** The same by the versions that decide without effects: nothing of it is to be sent. */
  public static List<Decision> decideShadows(RuleBook book, Occurrence event) {
    var index = book.shadows(event.event().workspace());
    // The fields that they mention are others, so that the event is read once more for them.
    return index.listening(event.event().type()) == 0 ? List.of() : decide(index, event);
  }

  private static List<Decision> decide(Index<Rule> index, Occurrence event) {
    var fields = event.fields(index.fields());
    var reached = index.reached(event.event().type(), fields);
    if (reached.isEmpty()) {
      return List.of();
    }
    var variables = new EventVariables(event, fields);
    var decisions = new ArrayList<Decision>(reached.size());
    for (var filed : reached) {
      decisions.add(decide(filed, event, variables));
    }
    return decisions;
  }

  /** The rules that match an event, in the order of their uids, without what they then start. */
  public static List<Rule> matching(RuleBook book, Occurrence event) {
    var index = book.index(event.event().workspace());
    var fields = event.fields(index.fields());
    var variables = new EventVariables(event, fields);
    var matching = new ArrayList<Rule>();
    for (var filed : index.reached(event.event().type(), fields)) {
      var rule = filed.rule();
      if (rule.validity().holdsAt(event.acceptedAt())
          && rule.condition().verdict(filed, variables).matched()) {
        matching.add(rule);
      }
    }
    return matching;
  }

  private static Decision decide(Filed<Rule> filed, Occurrence event, EventVariables variables) {
    var rule = filed.rule();
    if (!rule.validity().holdsAt(event.acceptedAt())) {
      return new Decision.Suppressed(rule, DecisionCode.RULE_NOT_VALID.name());
    }
    return switch (rule.condition().verdict(filed, variables)) {
      case Verdict.Matched _ ->
          rule.table() == null
              ? new RunStart(rule, event, variables).decide()
              : tabled(rule, rule.table(), event, variables);
      case Verdict.Unmatched _ -> new Decision.Unmatched(rule, null);
      case Verdict.Failed(var code, _) -> new Decision.Unmatched(rule, code);
    };
  }

  private static Decision tabled(
      Rule rule, DecisionTable table, Occurrence event, EventVariables variables) {
    return switch (table.decide(variables)) {
      case DecisionTable.Hit hit ->
          new RunStart(rule, event, new TableVariables(variables, hit)).decide();
      case DecisionTable.Missed(var code) -> new Decision.Unmatched(rule, code);
      case DecisionTable.Ambiguous(var first, var second) ->
          new RunStart(rule, event, variables)
              .rejected(
                  DecisionCode.TABLE_NOT_UNIQUE.name(),
                  "rows " + first + " and " + second + " are both hit");
      case DecisionTable.Failed(var code, var detail) ->
          new RunStart(rule, event, variables).rejected(code, detail);
    };
  }
}
