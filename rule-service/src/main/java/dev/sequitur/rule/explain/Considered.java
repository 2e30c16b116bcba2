package dev.sequitur.rule.explain;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.rule.explain.domain.Judgement;
import dev.sequitur.rule.explain.domain.Stop;
import dev.sequitur.rule.matching.domain.Rule;
import java.util.Comparator;
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
}
