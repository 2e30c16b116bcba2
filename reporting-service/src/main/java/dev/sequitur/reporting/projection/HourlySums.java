package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RunState;
import dev.sequitur.reporting.projection.Sum.Count;
import dev.sequitur.reporting.projection.Thing.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How hourly statistics change when rows of runs and events do. A run counts in the hour of its
 * decision with the state that it has now: what it was is taken away and what it is is added. So
 * the statistics are always a function of the rows; what comes twice changes nothing, and a redrive
 * that ends otherwise moves its run from one column to another.
 */
final class HourlySums {

  /** A key of the index may not grow without bound. */
  private static final int MAX_PART = 256;

  private final Map<Thing, Sum> sums = new HashMap<>();

  /** A row of statistics and what is added to it. */
  record Delta(Thing thing, Sum sum) {}

  HourlySums runs(Collection<RunTable.Written> written) {
    for (var row : written) {
      run(row.before(), -1);
      run(row.after(), +1);
    }
    return this;
  }

  /** Adds what kept rules from a run; each of it is given once. */
  HourlySums stops(Collection<RuleStops.Stop> stops) {
    for (var stop : stops) {
      var said = stop.said();
      var kind = said.asked() ? Kind.UNTOLD : Kind.SUPPRESSION;
      var code = part(said.code());
      var sum =
          sum(
              new Thing(
                  said.workspace(), kind, hour(said.hour()), said.rule(), code, said.version()));
      sum.named(said.name(), "");
      sum.add(Count.REJECTED, stop.times());
    }
    return this;
  }

  HourlySums events(Collection<EventTable.Written> written) {
    for (var row : written) {
      event(row.workspace(), row.before(), -1);
      event(row.workspace(), row.after(), +1);
    }
    return this;
  }

  /** What is to be added, in the order in which rows are locked. */
  List<Delta> deltas() {
    return sums.entrySet().stream()
        .filter(entry -> !entry.getValue().isZero())
        .map(entry -> new Delta(entry.getKey(), entry.getValue()))
        .sorted(Comparator.comparing(Delta::thing))
        .toList();
  }

  private void event(String workspace, EventTable.@Nullable Kind kind, int sign) {
    if (kind != null) {
      sum(trigger(workspace, hour(kind.acceptedAt()), kind.trigger())).add(Count.ACCEPTED, sign);
    }
  }

  private void run(@Nullable RunChange run, int sign) {
    if (run == null || run.decidedAt() == null) {
      return;
    }
    var hour = hour(run.decidedAt());
    count(of(run, Kind.RULE, "", ""), run, sign);
    var trigger = run.event().trigger();
    if (trigger != null) {
      count(sum(trigger(run.workspace(), hour, trigger)), run, sign);
    }
    for (var action : run.actions().values()) {
      count(of(run, Kind.ACTION, action.step(), action.uses()), action, sign);
    }
    if (run.state() == RunState.REJECTED && run.rejection() != null) {
      of(run, Kind.REJECTION, run.rejection().code(), "").add(Count.REJECTED, sign);
    }
  }

  private static void count(Sum sum, RunChange run, int sign) {
    var state = run.state();
    sum.add(Count.MATCHED, sign);
    sum.add(Count.of(state), sign);
    if (state == RunState.FAILED && isGivenUp(run)) {
      sum.add(Count.DEAD, sign);
    }
    var endedAt = run.endedAt();
    if (endedAt != null) {
      sum.durations().add(ChronoUnit.MICROS.between(run.event().acceptedAt(), endedAt), sign);
    }
  }

  private static void count(Sum sum, ActionChange action, int sign) {
    sum.add(Count.MATCHED, sign);
    sum.add(Count.of(action.state()), sign);
    for (var settlement : action.settlements()) {
      sum.add(Count.ATTEMPTS, (long) sign * settlement.attempts().size());
      for (Attempt attempt : settlement.attempts()) {
        sum.durations().add(attempt.durationMicros(), sign);
      }
    }
  }

  private static boolean isGivenUp(RunChange run) {
    for (var action : run.actions().values()) {
      if (action.state() == EffectState.DEAD) {
        return true;
      }
    }
    return false;
  }

  /** The row of a run's rule, in the hour of its decision and the version that decided. */
  private Sum of(RunChange run, Kind kind, String part, String uses) {
    var rule = run.rule();
    var hour = hour(Objects.requireNonNull(run.decidedAt()));
    var sum = sum(new Thing(run.workspace(), kind, hour, rule.uid(), part(part), rule.version()));
    sum.named(rule.name(), uses);
    return sum;
  }

  private static Thing trigger(String workspace, Instant hour, UUID uid) {
    return new Thing(workspace, Kind.TRIGGER, hour, uid, "", 0);
  }

  /** As it is stored: two steps that the database cannot tell apart are one. */
  private static String part(String step) {
    var storable = Objects.requireNonNull(Storable.text(step));
    return storable.length() > MAX_PART ? storable.substring(0, MAX_PART) : storable;
  }

  private Sum sum(Thing thing) {
    return sums.computeIfAbsent(thing, _ -> new Sum());
  }

  private static Instant hour(Instant instant) {
    return instant.truncatedTo(ChronoUnit.HOURS);
  }
}
