package dev.sequitur.reporting.projection;

import static java.util.Objects.requireNonNull;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of an action from some of its records.
 *
 * @param revision decision that planned it, -1 if its command is not among the records
 * @param ordinal place in that decision, -1 without one
 * @param settlements one for each generation, ascending; empty if there was no outcome
 */
public record ActionChange(
    UUID commandId,
    String step,
    String uses,
    int revision,
    int ordinal,
    int iteration,
    List<Settlement> settlements) {

  public ActionChange {
    requireNonNull(commandId, "commandId");
    requireNonNull(step, "step");
    requireNonNull(uses, "uses");
    settlements = List.copyOf(settlements);
  }

  static ActionChange planned(PlannedRun.Action call, int revision, int ordinal) {
    return new ActionChange(
        call.commandId(), call.step(), call.uses(), revision, ordinal, call.iteration(), List.of());
  }

  static ActionChange settled(EffectSettled outcome) {
    return new ActionChange(
        outcome.commandId(),
        outcome.step(),
        outcome.uses(),
        -1,
        -1,
        0,
        List.of(Settlement.of(outcome)));
  }

  ActionChange plus(ActionChange later) {
    var plan = ordinal >= 0 ? this : later;
    return new ActionChange(
        commandId,
        step,
        uses,
        plan.revision,
        plan.ordinal,
        plan.iteration,
        later.settlements.isEmpty() ? settlements : together(settlements, later.settlements));
  }

  ActionChange withoutPlan() {
    return new ActionChange(commandId, step, uses, -1, -1, 0, settlements);
  }

  boolean isSettled() {
    return !settlements.isEmpty();
  }

  /** The outcome of the latest generation. */
  public @Nullable Settlement latest() {
    return settlements.isEmpty() ? null : settlements.getLast();
  }

  int generation() {
    return settlements.isEmpty() ? -1 : settlements.getLast().generation();
  }

  public EffectState state() {
    return settlements.isEmpty() ? EffectState.PLANNED : settlements.getLast().state();
  }

  public List<Settlement> earlier() {
    return settlements.size() < 2 ? List.of() : settlements.subList(0, settlements.size() - 1);
  }

  private static List<Settlement> together(List<Settlement> first, List<Settlement> later) {
    var all = new TreeMap<Integer, Settlement>();
    first.forEach(one -> all.put(one.generation(), one));
    later.forEach(one -> all.putIfAbsent(one.generation(), one));
    return List.copyOf(all.values());
  }
}
