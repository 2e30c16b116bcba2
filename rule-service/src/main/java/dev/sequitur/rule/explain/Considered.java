package dev.sequitur.rule.explain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.matching.domain.Rule;
import java.util.Comparator;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rule that was looked at for an event.
 *
 * @param change its version then; for a draft, version 0
 * @param next the change after it
 * @param rule null if none can be made of the version, or its type shows that none is needed
 * @param stop null if a run started
 * @param judgement what it made of the event, or would have; null without a rule
 */
record Considered(
    DefinitionPublished change,
    @Nullable DefinitionPublished next,
    @Nullable Rule rule,
    @Nullable Stop stop,
    @Nullable Judgement judgement) {

  /** The nearest first: what started a run, then in the order of {@link Stop}, then by name. */
  static final Comparator<Considered> NEAREST =
      Comparator.<Considered>comparingInt(one -> one.stop == null ? -1 : one.stop.ordinal())
          .thenComparing(one -> one.change.name());

  /** Whether it is for the rule's brake to say whether a run started. */
  boolean asksBrake() {
    return stop == null && judgement != null && judgement.asksBrake();
  }

  /** The run that started, or would have. */
  UUID run() {
    return Objects.requireNonNull(Objects.requireNonNull(judgement).run());
  }

  /** The same, by what the rule's brake has answered; null if that is not known. */
  Considered answered(@Nullable Boolean passed) {
    var answered = Objects.requireNonNull(judgement).answered(passed);
    return new Considered(change, next, rule, answered.stop(), answered);
  }
}
