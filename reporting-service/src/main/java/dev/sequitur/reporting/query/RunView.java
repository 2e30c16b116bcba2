package dev.sequitur.reporting.query;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.RunState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run as it is shown. What is not known yet is absent.
 *
 * @param generation of the end: how often a redrive has opened the run again; absent without an end
 * @param decidedAt absent while only outcomes of the run have been seen
 * @param rejection why it could not start
 * @param timeline in one run's own answer only
 * @param asOf in one run's own answer: what happened until then is in it
 */
record RunView(
    UUID runId,
    RunState state,
    @Nullable Integer generation,
    Rule rule,
    EventReference event,
    int runNo,
    @Nullable Instant decidedAt,
    @Nullable Instant endedAt,
    @Nullable Failure rejection,
    List<Action> actions,
    @Nullable List<TimelineEntry> timeline,
    @Nullable Instant asOf) {

  /** The rule, as it was when it decided. */
  record Rule(UUID uid, String name, int version, Map<String, String> labels) {}

  /**
   * An action with the outcome of its latest generation.
   *
   * @param generation absent without an outcome
   * @param masked true if there is an output that the reader may not see
   * @param earlier outcomes before the last redrive, oldest first
   */
  record Action(
      UUID commandId,
      String step,
      int iteration,
      String uses,
      EffectState state,
      @Nullable Integer generation,
      @Nullable Instant settledAt,
      List<Attempt> attempts,
      @Nullable Map<String, @Nullable Object> output,
      @Nullable Boolean masked,
      @Nullable Failure failure,
      @Nullable List<Earlier> earlier) {}

  /** The outcome of a generation that a redrive has replaced. */
  record Earlier(
      int generation,
      EffectState state,
      Instant settledAt,
      List<Attempt> attempts,
      @Nullable Map<String, @Nullable Object> output,
      @Nullable Boolean masked,
      @Nullable Failure failure) {}

  RunView told(@Nullable Instant knownUntil) {
    return new RunView(
        runId,
        state,
        generation,
        rule,
        event,
        runNo,
        decidedAt,
        endedAt,
        rejection,
        actions,
        Timeline.of(this),
        knownUntil);
  }
}
