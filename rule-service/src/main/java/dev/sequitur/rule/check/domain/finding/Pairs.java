package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import dev.sequitur.rule.check.domain.solver.Answer;
import dev.sequitur.rule.check.domain.solver.Goal;
import dev.sequitur.rule.matching.domain.Validity;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What can be said of two rules that share an action or a target. */
final class Pairs {

  private final Inquiry inquiry;

  Pairs(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  void look(Subject one, Subject other) {
    boolean covered = doesNoMore(one, other) && implies(one, other);
    boolean covers = doesNoMore(other, one) && implies(other, one);
    if (covered && covers) {
      shown(Kind.DUPLICATE, List.of(one, other), "Both match the same events and do the same.");
    } else if (covered) {
      shown(Kind.SHADOWED, List.of(one, other), shadowed(one, other));
    } else if (covers) {
      shown(Kind.SHADOWED, List.of(other, one), shadowed(other, one));
    }
    Targets.contradiction(one, other)
        .ifPresent(detail -> shown(Kind.CONTRADICTING, List.of(one, other), detail));
  }

  private static String shadowed(Subject one, Subject other) {
    return "Whenever "
        + one.name()
        + " matches, "
        + other.name()
        + " does too, and does all that it does.";
  }

  private static boolean doesNoMore(Subject one, Subject other) {
    return all(other).containsAll(all(one))
        && within(one.rule().validity(), other.rule().validity());
  }

  private static Set<Object> all(Subject rule) {
    var all = new HashSet<Object>();
    rule.actions().forEach(action -> all.add(action.same()));
    return all;
  }

  private static boolean within(Validity inner, Validity outer) {
    boolean from =
        outer.from() == null || (inner.from() != null && !inner.from().isBefore(outer.from()));
    boolean until =
        outer.until() == null || (inner.until() != null && !inner.until().isAfter(outer.until()));
    return from && until;
  }

  /** Whether no event matches the one and not the other. */
  private boolean implies(Subject one, Subject other) {
    var now = Inquiry.instant(List.of(one));
    if (now.isEmpty()) {
      return false;
    }
    var both = List.of(one, other);
    var answer =
        inquiry.ask(
            List.of(Goal.isTrue(one.whole()), Goal.isNotTrue(other.whole())),
            now.get(),
            event -> Inquiry.matching(both, event).equals(Set.of(one.name())));
    if (answer instanceof Answer.Unknown unknown) {
      inquiry.unknown(Kind.SHADOWED, List.of(one.name(), other.name()), unknown);
    }
    return answer instanceof Answer.Never;
  }

  /** It is found if there is an event that both match, and that event shows it. */
  private void shown(Kind kind, List<Subject> rules, String detail) {
    var names = rules.stream().map(Subject::name).toList();
    switch (both(rules).orElse(new Answer.Never())) {
      case Answer.Found(var event) ->
          inquiry.found(new Finding(kind, names, detail, Example.of(event)));
      case Answer.Unknown unknown -> inquiry.unknown(kind, names, unknown);
      case Answer.Never _ -> {}
    }
  }

  private Optional<Answer> both(List<Subject> rules) {
    return Inquiry.instant(rules)
        .map(
            now ->
                inquiry.ask(
                    rules.stream().map(rule -> Goal.isTrue(rule.whole())).toList(),
                    now,
                    event -> Inquiry.matching(rules, event).size() == rules.size()));
  }
}
