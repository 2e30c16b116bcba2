package dev.sequitur.contracts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of one command, final within its generation, with all its attempts.
 *
 * @param generation 0, or the number of redrives behind it; the latest generation holds
 * @param state SUCCEEDED, FAILED, UNKNOWN, CANCELLED or DEAD
 * @param output what the action gives back, small
 * @param runEnd present if no effect of the run is open any more
 */
public record EffectSettled(
    UUID runId,
    UUID commandId,
    String workspace,
    String step,
    String uses,
    int generation,
    EffectState state,
    List<Attempt> attempts,
    @Nullable Map<String, @Nullable Object> output,
    @Nullable Failure failure,
    Starter starter,
    EventReference event,
    Instant settledAt,
    @Nullable RunEnd runEnd) {

  /**
   * The end of the run.
   *
   * @param generation the run's own: counted up when a redrive opens it again
   */
  public record RunEnd(RunState state, int generation, Instant endedAt) {}

  public static final String TYPE = "dev.sequitur.effect-settled.v1";

  public Message message(@Nullable String traceParent) {
    return Envelope.message(
        Topics.OUTCOMES, runId.toString(), TYPE, "/executor-service", workspace, this, traceParent);
  }
}
