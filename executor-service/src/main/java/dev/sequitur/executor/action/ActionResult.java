package dev.sequitur.executor.action;

import dev.sequitur.contracts.Attempt.Phase;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt went. It succeeded if the target answered and there is no code.
 *
 * @param status the target's own
 * @param detail fixed words of ours, never the target's or the arguments'
 * @param retryAfter what the target asked for
 * @param output what the action gives back
 */
public record ActionResult(
    Phase phase,
    @Nullable Integer status,
    @Nullable EffectCode code,
    @Nullable String detail,
    @Nullable Duration retryAfter,
    @Nullable Map<String, @Nullable Object> output) {

  public static ActionResult succeeded(
      @Nullable Integer status, @Nullable Map<String, @Nullable Object> output) {
    return new ActionResult(Phase.ANSWERED, status, null, null, null, output);
  }

  public static ActionResult failed(Phase phase, EffectCode code, String detail) {
    return new ActionResult(phase, null, code, detail, null, null);
  }
}
