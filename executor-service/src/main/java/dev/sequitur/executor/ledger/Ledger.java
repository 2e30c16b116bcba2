package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.retry.RunEnding;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where each effect stands. Every method is one transaction; statements touch rows in the order of
 * their ids, effects before admissions, so that transactions do not wait for each other in a ring.
 */
@ApplicationScoped
public class Ledger {

  private static final Comparator<Settlement> BY_COMMAND =
      Comparator.comparing(settlement -> settlement.claim().effect().commandId());

  private final PathDatabase database;
  private final Owner owner;
  private final ExecutorConfig config;
  private final InstantSource clock;

  Ledger(PathDatabase database, Owner owner, ExecutorConfig config, InstantSource clock) {
    this.database = database;
    this.owner = owner;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What came of admitting runs.
   *
   * @param started claims of effects that were to start at once; their calls may be made now
   * @param admitted the runs that were not known before
   */
  public record Admitted(List<Started> started, Set<Run.Key> admitted) {}

  /**
   * Admits runs (H4). Of each that is new, effects begin STARTED if {@code startAtOnce} holds its
   * run, else PLANNED; refused ones end here.
   */
  public Admitted admit(List<PlannedRun> runs, Set<Run.Key> startAtOnce) {
    return database.transact(
        tx -> {
          var fences = AdmissionStatements.admit(tx.connection(), runs);
          var fresh = runs.stream().filter(run -> fences.containsKey(run.run().key())).toList();
          var rows = new ArrayList<AdmissionStatements.Row>();
          var started = new ArrayList<Started>();
          for (var run : fresh) {
            var fence = fences.getOrDefault(run.run().key(), 0L);
            plan(run, startAtOnce.contains(run.run().key()), fence, rows, started);
          }
          if (!rows.isEmpty()) {
            rows.sort(Comparator.comparing(row -> row.effect().commandId()));
            AdmissionStatements.insert(tx.connection(), rows, owner.name());
          }
          sayEnds(tx, fresh);
          return new Admitted(started, fences.keySet());
        });
  }

  private void plan(
      PlannedRun run,
      boolean startAtOnce,
      long fence,
      List<AdmissionStatements.Row> rows,
      List<Started> started) {
    for (var planned : run.effects()) {
      var action = planned.action();
      if (action == null) {
        rows.add(refused(planned));
      } else if (startAtOnce) {
        rows.add(started(planned, fence));
        var claim = new Claim(planned.effect(), fence, 1, clock.instant(), List.of());
        started.add(new Started(claim, action));
      } else {
        rows.add(parked(planned));
      }
    }
  }

  private AdmissionStatements.Row started(PlannedEffect planned, long fence) {
    var lease = planned.timeout().plus(config.leaseMargin()).toMillis();
    var total = planned.effect().call().retry().total().toMillis();
    return new AdmissionStatements.Row(
        planned, EffectState.STARTED, fence, lease, total, List.of());
  }

  private AdmissionStatements.Row parked(PlannedEffect planned) {
    var longest = config.parkedAtLongest().toMillis();
    return new AdmissionStatements.Row(
        planned, EffectState.PLANNED, null, null, longest, List.of());
  }

  private AdmissionStatements.Row refused(PlannedEffect planned) {
    return new AdmissionStatements.Row(
        planned, EffectState.FAILED, null, null, 0, attempts(planned, clock.instant()));
  }

  private static List<Attempt> attempts(PlannedEffect planned, Instant at) {
    var refusal = java.util.Objects.requireNonNull(planned.refusal());
    return List.of(
        new Attempt(1, at, 0, Attempt.Phase.PREPARED, null, refusal.code(), refusal.detail()));
  }

  /** Runs without anything to do, and effects that were refused, end with their admission. */
  private void sayEnds(Transaction tx, List<PlannedRun> fresh) throws SQLException {
    var at = clock.instant();
    var letters = new ArrayList<DeadLetterStatements.Row>();
    for (var run : fresh) {
      if (run.effects().isEmpty()) {
        var end = Outcomes.nothingToDo(at);
        tx.say(Outcomes.empty(run.run(), end));
        sayToFollower(tx, run.run(), end);
      } else if (run.refused() > 0) {
        var refused =
            run.effects().stream()
                .filter(p -> p.action() == null)
                .map(p -> refusal(p, at))
                .toList();
        var left = run.effects().size() - refused.size();
        var ending = new RunEnding(left, refused.size(), 0, 0);
        for (var settlement : refused) {
          var last = settlement == refused.getLast();
          var end = last ? Outcomes.end(ending, 0, at) : null;
          tx.say(Outcomes.outcome(settlement, end, at));
          sayToFollower(tx, run.run(), end);
          letters.add(new DeadLetterStatements.Row(settlement, 0));
        }
      }
    }
    store(tx, letters, at);
  }

  private static Settlement refusal(PlannedEffect planned, Instant at) {
    var claim = new Claim(planned.effect(), 0, 1, at, List.of());
    return Settlement.settled(
        claim, EffectState.FAILED, attempts(planned, at), null, planned.refusal());
  }

  /** Which of these decisions are still remembered. */
  public Set<Run.Key> known(List<PlannedRun> runs) {
    return database.transact(tx -> AdmissionStatements.known(tx.connection(), runs));
  }

  /** Keeps commands that came too late to be carried out; returns how many were new. */
  public int giveUp(List<Settlement> tooLate) {
    return database.transact(
        tx -> {
          var rows = tooLate.stream().map(s -> new DeadLetterStatements.Row(s, 0)).toList();
          return store(tx, rows, clock.instant());
        });
  }

  /** What became of a batch of settlements. */
  public record Settled(Set<UUID> applied, Instant at) {}

  /** Writes how claims ended (H6), says outcomes, and ends runs that have nothing open any more. */
  public Settled settle(List<Settlement> batch) {
    var settlements = batch.stream().sorted(BY_COMMAND).toList();
    return database.transact(
        tx -> {
          var at = clock.instant();
          var applied = SettleStatements.settle(tx.connection(), settlements);
          var late =
              settlements.stream()
                  .filter(s -> !applied.contains(s.claim().effect().commandId()))
                  .toList();
          SettleStatements.keepEvidence(tx.connection(), late);
          var ended =
              settlements.stream()
                  .filter(s -> s.isFinal() && applied.contains(s.claim().effect().commandId()))
                  .toList();
          end(tx, ended, at);
          return new Settled(applied, at);
        });
  }

  private void end(Transaction tx, List<Settlement> ended, Instant at) throws SQLException {
    if (ended.isEmpty()) {
      return;
    }
    var standings = standings(tx, ended);
    var told = new HashSet<Run.Key>();
    var letters = new ArrayList<DeadLetterStatements.Row>();
    // Backwards, so that it is the last outcome of a run that carries its end.
    for (var settlement : ended.reversed()) {
      var key = settlement.claim().effect().run().key();
      var standing = standings.get(key);
      if (standing == null) {
        throw new IllegalStateException("the admission of run " + key.runId() + " is gone");
      }
      var end = told.add(key) ? Outcomes.end(standing.ending(), standing.generation(), at) : null;
      tx.say(Outcomes.outcome(settlement, end, at));
      sayToFollower(tx, settlement.claim().effect().run(), end);
      if (settlement.isGivenUp()) {
        letters.add(new DeadLetterStatements.Row(settlement, standing.generation()));
      }
    }
    store(tx, letters, at);
  }

  private static void sayToFollower(Transaction tx, Run run, EffectSettled.@Nullable RunEnd end) {
    var told = end == null ? null : Outcomes.followed(run, end);
    if (told != null) {
      tx.say(told);
    }
  }

  /** Where the runs stand now. One with a single effect stands where that stands. */
  private static Map<Run.Key, SettleStatements.Standing> standings(
      Transaction tx, List<Settlement> ended) throws SQLException {
    Map<Run.Key, SettleStatements.Standing> standings = new HashMap<>();
    Map<Run.Key, List<EffectState>> counted = new HashMap<>();
    for (var settlement : ended) {
      var effect = settlement.claim().effect();
      var run = effect.run();
      if (run.sole()) {
        var ending = RunEnding.of(List.of(settlement.state()));
        standings.put(run.key(), new SettleStatements.Standing(ending, effect.generation()));
      } else {
        counted.computeIfAbsent(run.key(), _ -> new ArrayList<>(1)).add(settlement.state());
      }
    }
    standings.putAll(SettleStatements.count(tx.connection(), counted));
    return standings;
  }

  /** UNKNOWN is kept to be redriven, but it is no command that was given up: nothing is said. */
  private static int store(Transaction tx, List<DeadLetterStatements.Row> letters, Instant at)
      throws SQLException {
    var fresh = DeadLetterStatements.insert(tx.connection(), letters, at);
    for (var letter : letters) {
      var settlement = letter.settlement();
      if (settlement.state() != EffectState.UNKNOWN
          && fresh.contains(letter.effect().commandId())) {
        tx.say(Outcomes.deadLetter(settlement, at));
      }
    }
    return fresh.size();
  }

  /** Work of one kind that waits in a lane, and how long its oldest piece has been due. */
  public record Waiting(Lane lane, boolean retries, double oldestDueSeconds) {}

  /** So many pieces of what waits in a lane. */
  public record Share(Lane lane, boolean retries, int places) {}

  /** The lanes in which something waits. */
  public List<Waiting> waiting() {
    return database.transact(tx -> ClaimStatements.waiting(tx.connection()));
  }

  /** Claims due work: the oldest of each share. */
  public List<Claim> claim(List<Share> shares) {
    return database.transact(
        tx ->
            ClaimStatements.due(
                tx.connection(), shares, owner.name(), config.leaseMargin().toMillis()));
  }

  /** Takes effects whose owner has not been heard of within its lease. */
  public List<Claim> takeLapsed() {
    return database.transact(tx -> ClaimStatements.lapsed(tx.connection(), owner.name()));
  }

  /** Takes what this replica had under way when it ended. */
  public List<Claim> takeOwn() {
    return database.transact(tx -> ClaimStatements.owned(tx.connection(), owner.name()));
  }

  /** Takes effects that may not start any more. */
  public List<Claim> takeOverdue() {
    return database.transact(tx -> ClaimStatements.overdue(tx.connection(), owner.name()));
  }
}
