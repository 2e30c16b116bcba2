package dev.sequitur.executor.deadletter;

import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command that was given up, or of which nobody can know, whole.
 *
 * @param runGeneration the run's generation when it was given up
 * @param redrivenAt when somebody had it tried again
 */
public record DeadLetter(
    UUID commandId,
    int generation,
    String workspace,
    UUID runId,
    int revision,
    int runGeneration,
    EffectState state,
    String code,
    String detail,
    String host,
    Delivery delivery,
    int changedGeneration,
    ActionCall action,
    Starter starter,
    EventReference event,
    List<Attempt> attempts,
    @Nullable String traceParent,
    Instant decidedAt,
    Instant at,
    @Nullable Instant redrivenAt,
    @Nullable String redrivenBy) {}
