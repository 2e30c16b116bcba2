package dev.sequitur.executor.effect;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.Command;
import dev.sequitur.executor.ExecutorMetrics;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Claim;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.PlannedRun;
import dev.sequitur.executor.ledger.Run;
import dev.sequitur.executor.ledger.Settlement;
import dev.sequitur.kit.kafka.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes commands in (H4). What has a place starts at once; the rest is parked in the ledger, so a
 * slow target holds no other back. Only where a target answers quickly is a place worth a short
 * wait: starting from memory is cheaper than parking.
 */
@ApplicationScoped
public class Admission {

  /** A lane in which no place becomes free for so long does not come back soon. */
  private static final long PATIENCE_NANOS = 500_000_000;

  /** So many places make a transaction of their own worth while; fewer do after a moment. */
  private static final int WORTH_A_SLICE = 96;

  private static final long SLICE_WITHIN_MILLIS = 15;
  private static final Failure TOO_LATE =
      new Failure(
          EffectCode.PAST_HORIZON.name(),
          "the command is older than what is remembered; it was not carried out now");

  private final Actions actions;
  private final Ledger ledger;
  private final Lanes lanes;
  private final EffectRunner runner;
  private final Backlog backlog;
  private final ExecutorMetrics metrics;
  private final InstantSource clock;
  private final Duration horizon;

  Admission(
      Actions actions,
      Ledger ledger,
      Lanes lanes,
      EffectRunner runner,
      Backlog backlog,
      ExecutorMetrics metrics,
      InstantSource clock,
      @ConfigProperty(name = "sequitur.deduplication.horizon") Duration horizon) {
    this.actions = actions;
    this.ledger = ledger;
    this.lanes = lanes;
    this.runner = runner;
    this.backlog = backlog;
    this.metrics = metrics;
    this.clock = clock;
    this.horizon = horizon;
  }

  /** False while so much is parked that no more commands are taken. */
  public boolean isOpen() {
    return backlog.isOpen();
  }

  /** Admits a batch; returns when its rows are committed and its calls are on their way. */
  public void admit(Batch<Command> batch) {
    // The first record of a decision wins as a whole; a later one in the same batch is a duplicate.
    var runs = new TreeMap<Run.Key, PlannedRun>();
    var heard = 0;
    for (var received : batch) {
      if (received.value() instanceof Command.Perform(var command)) {
        var planned = Planning.of(command, received.traceParent(), actions);
        runs.putIfAbsent(planned.run().key(), planned);
        heard++;
      }
    }
    var oldest = clock.instant().minus(horizon);
    var tooLate = removeTooLate(runs, oldest);
    var admitted = inSlices(new ArrayList<>(runs.values()));
    metrics.duplicates(heard - admitted - tooLate);
  }

  private int inSlices(List<PlannedRun> runs) {
    var waiting = runs;
    var admitted = 0;
    var progress = System.nanoTime();
    while (!waiting.isEmpty()) {
      var full = new HashSet<Lane>();
      var byPlace =
          waiting.stream().collect(Collectors.partitioningBy(run -> takePlaces(run.lanes(), full)));
      var ready = byPlace.getOrDefault(true, List.of());
      admitted += start(ready);
      progress = ready.isEmpty() ? progress : System.nanoTime();
      var byPace =
          byPlace.getOrDefault(false, List.of()).stream()
              .collect(Collectors.partitioningBy(this::isQuick));
      admitted += park(byPace.getOrDefault(false, List.of()));
      waiting = byPace.getOrDefault(true, List.of());
      if (!waiting.isEmpty() && !awaitPlaces(waiting, progress)) {
        return admitted + park(waiting);
      }
    }
    return admitted;
  }

  private boolean isQuick(PlannedRun run) {
    return run.lanes().stream().allMatch(lanes::isQuick);
  }

  /** Waits for enough places that a transaction for them pays; false if none come. */
  private boolean awaitPlaces(List<PlannedRun> waiting, long progress) {
    if (System.nanoTime() - progress >= PATIENCE_NANOS) {
      waiting.stream().flatMap(run -> run.lanes().stream()).distinct().forEach(lanes::markStuck);
      return false;
    }
    try {
      var lane = waiting.getFirst().lanes().getFirst();
      var wanted = Math.min(waiting.size(), WORTH_A_SLICE);
      lanes.awaitPlaces(lane, wanted, SLICE_WITHIN_MILLIS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** All places that a run needs, or none. */
  private boolean takePlaces(List<Lane> needed, Set<Lane> full) {
    for (int i = 0; i < needed.size(); i++) {
      var lane = needed.get(i);
      if (full.contains(lane) || !lanes.take(lane)) {
        full.add(lane);
        putBack(needed.subList(0, i));
        return false;
      }
    }
    return true;
  }

  private void putBack(List<Lane> places) {
    places.forEach(lane -> lanes.putBack(lane, 1, false));
  }

  private int start(List<PlannedRun> ready) {
    if (ready.isEmpty()) {
      return 0;
    }
    Set<Run.Key> keys = ready.stream().map(run -> run.run().key()).collect(Collectors.toSet());
    Ledger.Admitted admitted;
    try {
      admitted = ledger.admit(ready, keys);
    } catch (RuntimeException e) {
      ready.forEach(run -> putBack(run.lanes()));
      throw e;
    }
    for (var run : ready) {
      if (!admitted.isUnderWay(run.run().key())) {
        putBack(run.lanes());
      }
    }
    admitted.started().forEach(runner::start);
    return admitted.admitted().size();
  }

  private int park(List<PlannedRun> later) {
    if (later.isEmpty()) {
      return 0;
    }
    var admitted = ledger.admit(later, Set.of()).admitted().size();
    backlog.parked(admitted);
    return admitted;
  }

  /** Commands beyond the horizon that nobody remembers may have been carried out: never sent. */
  private int removeTooLate(TreeMap<Run.Key, PlannedRun> runs, Instant oldest) {
    var old = runs.values().stream().filter(r -> r.run().decidedAt().isBefore(oldest)).toList();
    if (old.isEmpty()) {
      return 0;
    }
    var known = ledger.known(old);
    var unknown = old.stream().filter(run -> !known.contains(run.run().key())).toList();
    unknown.forEach(run -> runs.remove(run.run().key()));
    var letters = unknown.stream().flatMap(run -> run.effects().stream()).map(Admission::tooLate);
    ledger.giveUp(letters.toList());
    metrics.pastHorizon(unknown.size());
    return unknown.size();
  }

  private static Settlement tooLate(dev.sequitur.executor.ledger.PlannedEffect planned) {
    var effect = planned.effect();
    var claim = new Claim(effect, 0, 0, effect.run().decidedAt(), List.of());
    return Settlement.settled(claim, EffectState.DEAD, List.of(), null, TOO_LATE);
  }
}
