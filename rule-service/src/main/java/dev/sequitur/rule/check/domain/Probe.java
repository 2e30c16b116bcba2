package dev.sequitur.rule.check.domain;

import dev.sequitur.contracts.Starter;
import dev.sequitur.rule.condition.domain.Truth;
import dev.sequitur.rule.matching.domain.Condition;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.Validity;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A condition on its own, asked what it says of an event: the book of one rule that has it and does
 * nothing.
 */
final class Probe {

  private static final Starter NOBODY = new Starter("Rule", new UUID(0, 0), "", 0, Map.of());

  private final Condition condition;

  Probe(String cel) {
    this.condition = Condition.compiled(cel);
  }

  Truth of(Occurrence event) {
    var rule =
        new Rule(
            event.event().workspace(),
            NOBODY,
            List.of("*"),
            condition,
            List.of(),
            Validity.UNLIMITED);
    return switch (Evaluation.decide(RuleBook.of(List.of(rule)), event).getFirst()) {
      case Decision.Started _, Decision.Failed _ -> Truth.TRUE;
      case Decision.Unmatched(_, var code) -> code == null ? Truth.FALSE : Truth.UNTOLD;
      case Decision.Suppressed _ -> Truth.UNTOLD;
    };
  }
}
