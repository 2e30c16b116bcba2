package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.DeadLettered;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.RunState;
import dev.sequitur.executor.retry.RunEnding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is said about settled effects. Pure. */
final class Outcomes {

  private static final Failure UNEXPLAINED = new Failure("INTERNAL_ERROR", "");

  private Outcomes() {}

  /** The outcome of one effect; with the run's end if it was the last. */
  static Message outcome(Settlement settlement, EffectSettled.@Nullable RunEnd runEnd, Instant at) {
    var effect = settlement.claim().effect();
    var run = effect.run();
    return new EffectSettled(
            run.runId(),
            effect.commandId(),
            run.workspace(),
            effect.call().step(),
            effect.call().uses(),
            effect.generation(),
            settlement.state(),
            settlement.attempts(),
            settlement.output(),
            settlement.failure(),
            run.starter(),
            run.event(),
            at,
            runEnd)
        .message(run.traceParent());
  }

  /** A run without actions ends at once; a step without a name stands for it. */
  static Message empty(Run run, EffectSettled.RunEnd end) {
    return new EffectSettled(
            run.runId(),
            Ids.command(run.runId(), "", 0),
            run.workspace(),
            "",
            "",
            0,
            EffectState.SUCCEEDED,
            List.of(),
            null,
            null,
            run.starter(),
            run.event(),
            end.endedAt(),
            end)
        .message(run.traceParent());
  }

  /** How a run without actions ends. */
  static EffectSettled.RunEnd nothingToDo(Instant at) {
    return new EffectSettled.RunEnd(RunState.SUCCEEDED, 0, at);
  }

  /**
   * What is said besides where somebody follows the runs of the event; null for nearly all runs. A
   * message to people about such a run is none of these.
   */
  static @Nullable Message followed(Run run, EffectSettled.RunEnd end) {
    if (!Boolean.TRUE.equals(run.event().followed()) || run.starter().tellsPeople()) {
      return null;
    }
    return new FollowedRunEnded(
            run.runId(), run.workspace(), run.event(), end.state(), end.generation(), end.endedAt())
        .message("/executor-service");
  }

  static EffectSettled.@Nullable RunEnd end(RunEnding ending, int generation, Instant at) {
    return ending.open() > 0 ? null : new EffectSettled.RunEnd(ending.state(), generation, at);
  }

  /** The whole command, for the topic of dead letters. */
  static Message deadLetter(Settlement settlement, Instant at) {
    var effect = settlement.claim().effect();
    var run = effect.run();
    return new DeadLettered(
            run.runId(),
            run.workspace(),
            effect.generation(),
            settlement.state(),
            failure(settlement),
            settlement.attempts(),
            effect.call(),
            run.starter(),
            run.event(),
            run.decidedAt(),
            at)
        .message(run.traceParent());
  }

  static Failure failure(Settlement settlement) {
    return settlement.failure() == null ? UNEXPLAINED : settlement.failure();
  }
}
