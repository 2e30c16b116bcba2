package dev.sequitur.reporting.projection;

import static java.util.Objects.requireNonNull;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How one generation of an action ended; stored as JSON.
 *
 * @param generation 0, or the number of redrives behind it
 * @param attempts all of this generation, in order
 */
public record Settlement(
    int generation,
    EffectState state,
    List<Attempt> attempts,
    @Nullable Map<String, @Nullable Object> output,
    @Nullable Failure failure,
    Instant settledAt) {

  public Settlement {
    requireNonNull(state, "state");
    requireNonNull(attempts, "attempts");
    requireNonNull(settledAt, "settledAt");
  }

  static Settlement of(EffectSettled outcome) {
    return new Settlement(
        outcome.generation(),
        outcome.state(),
        outcome.attempts(),
        outcome.output(),
        outcome.failure(),
        Storable.instant(outcome.settledAt()));
  }
}
