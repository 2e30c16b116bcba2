package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.Operator;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The events that a rule's actions emit. */
final class Emissions {

  private static final String EMIT = "emit@1";

  private Emissions() {}

  /** The types of the events that a rule emits; one for each such action. */
  static List<MadeType> types(Subject rule) {
    return rule.actions().stream()
        .filter(action -> action.uses().equals(EMIT))
        .map(action -> MadeType.of(String.valueOf(action.with().get("type"))))
        .toList();
  }

  /** What is certain about the events that a rule emits with a type. */
  static ConditionTree certain(Subject rule, MadeType type) {
    return new ConditionTree.All(
        List.of(
            type.isWhole() ? Subject.isOfType(type.text()) : Subject.beginsWith(type.text()),
            new Comparison("event.hops", Operator.GTE, 1L),
            new Comparison("event.source", Operator.EQ, source(rule))));
  }

  private static String source(Subject rule) {
    return "/Rule/" + rule.name();
  }

  /** The events that a rule emits for one event, as the executor would make them. */
  static List<CaseEvent> forEvent(Subject rule, CaseEvent event) {
    var occurrence = event.in(rule.rule().workspace(), "example");
    var emitted = new ArrayList<CaseEvent>();
    for (var decision : Evaluation.decide(RuleBook.of(List.of(rule.rule())), occurrence)) {
      if (decision instanceof Decision.Started(_, var command, _)) {
        command.actions().stream()
            .filter(call -> call.uses().equals(EMIT))
            .forEach(call -> emitted.add(made(rule, call, event)));
      }
    }
    return emitted;
  }

  private static CaseEvent made(Subject rule, ActionCall call, CaseEvent cause) {
    var with = call.with();
    return new CaseEvent(
        String.valueOf(with.get("type")),
        source(rule),
        text(with.get("subject")),
        text(with.get("key")),
        null,
        cause.hops() + 1,
        with.containsKey("data") ? with.get("data") : Map.of(),
        cause.now());
  }

  private static @Nullable String text(@Nullable Object value) {
    return value == null ? null : value.toString();
  }
}
