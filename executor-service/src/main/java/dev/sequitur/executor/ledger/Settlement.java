package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written about a claim.
 *
 * @param state a final state, or RETRY_WAIT
 * @param attempts all of the generation, the latest last
 * @param pause until the next attempt; only with RETRY_WAIT
 */
public record Settlement(
    Claim claim,
    EffectState state,
    List<Attempt> attempts,
    @Nullable Map<String, @Nullable Object> output,
    @Nullable Failure failure,
    @Nullable Duration pause) {

  public static Settlement settled(
      Claim claim,
      EffectState state,
      List<Attempt> attempts,
      @Nullable Map<String, @Nullable Object> output,
      @Nullable Failure failure) {
    return new Settlement(claim, state, attempts, output, failure, null);
  }

  public static Settlement waiting(Claim claim, List<Attempt> attempts, Duration pause) {
    return new Settlement(claim, EffectState.RETRY_WAIT, attempts, null, null, pause);
  }

  /** It would be tried again, but its run was cancelled meanwhile. */
  Settlement cancelled(Failure asked) {
    return settled(claim, EffectState.CANCELLED, attempts, null, asked);
  }

  public boolean isFinal() {
    return state.isFinal();
  }

  /** True if somebody has to look at it: it leaves a dead letter. */
  public boolean isGivenUp() {
    return state == EffectState.FAILED || state == EffectState.DEAD || state == EffectState.UNKNOWN;
  }
}
