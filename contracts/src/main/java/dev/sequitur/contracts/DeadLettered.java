package dev.sequitur.contracts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that was given up, whole, so that it can be redriven from this copy alone.
 *
 * @param state FAILED (the target refused) or DEAD (given up)
 */
public record DeadLettered(
    UUID runId,
    String workspace,
    int generation,
    EffectState state,
    Failure cause,
    List<Attempt> attempts,
    ActionCall action,
    Starter starter,
    EventReference event,
    Instant decidedAt,
    Instant at) {

  public static final String TYPE = "dev.sequitur.dead-lettered.v1";

  public Message message(@Nullable String traceParent) {
    return Envelope.message(
        Topics.DEAD_LETTERS,
        action.commandId().toString(),
        TYPE,
        "/executor-service",
        workspace,
        this,
        traceParent);
  }
}
