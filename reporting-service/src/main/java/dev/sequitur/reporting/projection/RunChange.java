package dev.sequitur.reporting.projection;

import static java.util.Objects.requireNonNull;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Starter;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a run from some of its records. Parts add up to the same whole in whatever order
 * the topics are read, as long as records of one topic keep their order.
 *
 * @param revision highest decision among the records, -1 for none
 * @param start from the first command record
 * @param end of the highest generation
 */
public record RunChange(
    UUID runId,
    String workspace,
    Starter rule,
    EventReference event,
    int revision,
    @Nullable Start start,
    @Nullable Rejection rejection,
    @Nullable RunEnd end,
    SortedMap<UUID, ActionChange> actions) {

  /** The decision that started the run. */
  public record Start(Instant decidedAt, int runNo) {}

  /** Why it could not start. */
  public record Rejection(Instant decidedAt, String code, String detail) {}

  public RunChange {
    requireNonNull(runId, "runId");
    requireNonNull(workspace, "workspace");
    requireNonNull(rule.uid(), "starter.uid");
    requireNonNull(rule.name(), "starter.name");
    requireNonNull(event.id(), "event.id");
    requireNonNull(event.type(), "event.type");
    requireNonNull(event.acceptedAt(), "event.acceptedAt");
  }

  static RunChange planned(PlannedRun command) {
    var actions = new TreeMap<UUID, ActionChange>();
    for (int ordinal = 0; ordinal < command.actions().size(); ordinal++) {
      var call = command.actions().get(ordinal);
      actions.put(call.commandId(), ActionChange.planned(call, command.revision(), ordinal));
    }
    var decidedAt = Storable.instant(command.decidedAt());
    return new RunChange(
        command.runId(),
        command.workspace(),
        command.starter(),
        command.event(),
        command.revision(),
        new Start(decidedAt, command.runNo()),
        null,
        null,
        actions);
  }

  static RunChange settled(EffectSettled outcome) {
    var end = outcome.runEnd() == null ? null : end(outcome.runEnd());
    var actions = new TreeMap<>(Map.of(outcome.commandId(), ActionChange.settled(outcome)));
    return new RunChange(
        outcome.runId(),
        outcome.workspace(),
        outcome.starter(),
        outcome.event(),
        -1,
        null,
        null,
        end,
        actions);
  }

  private static RunEnd end(RunEnd said) {
    return new RunEnd(
        requireNonNull(said.state(), "runEnd.state"),
        said.generation(),
        Storable.instant(said.endedAt()));
  }

  static RunChange rejected(RunStartRejected refusal) {
    var rejection =
        new Rejection(
            Storable.instant(refusal.decidedAt()),
            requireNonNull(refusal.code(), "code"),
            String.valueOf(refusal.detail()));
    return new RunChange(
        refusal.runId(),
        refusal.workspace(),
        refusal.starter(),
        refusal.event(),
        -1,
        null,
        rejection,
        null,
        new TreeMap<>());
  }

  /** Both together, {@code later} having been read later. */
  public RunChange plus(RunChange later) {
    // The first record of a decision wins as a whole: what a second one plans is not carried out.
    var sum = new TreeMap<>(actions);
    later.actionsAfter(revision).forEach((id, action) -> sum.merge(id, action, ActionChange::plus));
    return new RunChange(
        runId,
        workspace,
        rule,
        event,
        Math.max(revision, later.revision),
        start != null ? start : later.start,
        rejection != null ? rejection : later.rejection,
        later.generation() > generation() ? later.end : end,
        sum);
  }

  /** The generation of the end, -1 without one. */
  public int generation() {
    return end == null ? -1 : end.generation();
  }

  /** A run that was carried out all the same is not shown as rejected. */
  public RunState state() {
    if (end != null) {
      return end.state();
    }
    return start == null && rejection != null ? RunState.REJECTED : RunState.RUNNING;
  }

  /** When it ended, in the generation that holds. */
  @Nullable Instant endedAt() {
    return end == null ? null : end.endedAt();
  }

  /** 0, or the number of a replay. */
  int runNo() {
    return start == null ? 0 : start.runNo();
  }

  /** The states in which its actions are, each once, with commas between. */
  String actionStates() {
    return actions.values().stream()
        .map(action -> action.state().name())
        .distinct()
        .sorted()
        .collect(Collectors.joining(","));
  }

  /** When it was decided on; null while only outcomes are known. */
  public @Nullable Instant decidedAt() {
    if (start != null) {
      return start.decidedAt();
    }
    return rejection == null ? null : rejection.decidedAt();
  }

  /**
   * Its actions without what decisions up to {@code known} had planned: another record of those was
   * stored before.
   */
  private SortedMap<UUID, ActionChange> actionsAfter(int known) {
    if (known < 0) {
      return actions;
    }
    var after = new TreeMap<UUID, ActionChange>();
    actions.forEach(
        (id, action) -> {
          if (action.revision() > known) {
            after.put(id, action);
          } else if (action.isSettled()) {
            after.put(id, action.withoutPlan());
          }
        });
    return after;
  }
}
