package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.check.domain.solver.Answer;
import dev.sequitur.rule.check.domain.solver.Budget;
import dev.sequitur.rule.check.domain.solver.Goal;
import dev.sequitur.rule.check.domain.solver.Solver;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Questions about rules, and what became of them so far. */
final class Inquiry {

  /** The instant of events that may come at any. */
  private static final Instant ANY_TIME = Instant.parse("2026-01-01T12:00:00Z");

  private final List<Finding> found = new ArrayList<>();
  private final List<Unknown> unknown = new ArrayList<>();
  private final Budget budget;

  Inquiry(Budget budget) {
    this.budget = budget;
  }

  List<Finding> found() {
    return found;
  }

  List<Unknown> unknown() {
    return unknown;
  }

  boolean isExhausted() {
    return budget.isSpent();
  }

  /** Looks for an event; what is tried is whether the rules decide so. */
  Answer ask(List<Goal> goals, Instant now, Predicate<CaseEvent> tried) {
    return Solver.ask(goals, now, tried, budget);
  }

  void found(Finding finding) {
    found.add(finding);
  }

  void unknown(Finding.Kind kind, List<String> rules, Answer.Unknown answer) {
    unknown(new Unknown(kind, rules, answer.why()));
  }

  void unknown(Unknown question) {
    unknown.add(question);
  }

  /** Those of the rules that match an event: they act on it, or fail to. */
  static Set<String> matching(List<Subject> rules, CaseEvent event) {
    var book = RuleBook.of(rules.stream().map(Subject::rule).toList());
    var occurrence = event.in(rules.getFirst().rule().workspace(), "example");
    return Evaluation.decide(book, occurrence).stream()
        .filter(one -> one instanceof Decision.Started || one instanceof Decision.Failed)
        .map(one -> one.rule().starter().name())
        .collect(Collectors.toSet());
  }

  /** An instant at which all of the rules are valid; empty if there is none. */
  static Optional<Instant> instant(List<Subject> rules) {
    var now = ANY_TIME;
    for (var rule : rules) {
      var until = rule.rule().validity().until();
      if (until != null && !now.isBefore(until)) {
        now = until.minusMillis(1);
      }
    }
    for (var rule : rules) {
      var from = rule.rule().validity().from();
      if (from != null && now.isBefore(from)) {
        now = from;
      }
    }
    var common = now;
    return rules.stream()
            .map(rule -> rule.rule().validity().until())
            .allMatch(until -> until == null || common.isBefore(until))
        ? Optional.of(common)
        : Optional.empty();
  }
}
