package dev.sequitur.rule.check.domain.finding;

import dev.sequitur.rule.check.domain.finding.Finding.Kind;
import dev.sequitur.rule.check.domain.solver.Answer;
import dev.sequitur.rule.check.domain.solver.Goal;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/** What can be said of a rule by itself. */
final class Alone {

  private final Inquiry inquiry;

  Alone(Inquiry inquiry) {
    this.inquiry = inquiry;
  }

  /** Whether it can match at all; if it cannot, nothing else need be asked about it. */
  boolean look(Subject rule) {
    var now = Inquiry.instant(List.of(rule));
    if ((rule.when() == null && rule.rows().isEmpty()) || now.isEmpty()) {
      return true;
    }
    var names = List.of(rule.name());
    switch (matching(rule, Goal.isTrue(rule.whole()), now.get(), true)) {
      case Answer.Never _ -> {
        inquiry.found(new Finding(Kind.ALWAYS_FALSE, names, "No event can match it.", null));
        return false;
      }
      case Answer.Unknown answer -> inquiry.unknown(Kind.ALWAYS_FALSE, names, answer);
      case Answer.Found(var event) -> alwaysTrue(rule, now.get(), Example.of(event));
    }
    return true;
  }

  private void alwaysTrue(Subject rule, Instant now, Example match) {
    var when = rule.when();
    if (when == null) {
      return;
    }
    var names = List.of(rule.name());
    var isNot = matching(rule, Goal.isNotTrue(when), now, false);
    if (isNot instanceof Answer.Never) {
      inquiry.found(
          new Finding(
              Kind.ALWAYS_TRUE,
              names,
              "Every event of its types matches; its when can be left out.",
              match));
    } else if (matching(rule, Goal.isFalse(when), now, false) instanceof Answer.Never) {
      inquiry.found(
          new Finding(
              Kind.NEVER_FALSE,
              names,
              "It matches every event of its types for which its condition can be told.",
              match));
    }
  }

  private Answer matching(Subject rule, Goal goal, Instant now, boolean matches) {
    return inquiry.ask(
        List.of(Goal.isTrue(rule.on()), goal),
        now,
        event ->
            Inquiry.matching(List.of(rule), event)
                .equals(matches ? Set.of(rule.name()) : Set.of()));
  }
}
