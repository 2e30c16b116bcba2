package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.ledger.AdmissionStatements.Admission;
import dev.sequitur.executor.ledger.Ledger.Admitted;
import dev.sequitur.executor.retry.RunEnding;
import dev.sequitur.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** How runs enter the ledger: what begins, what waits, and what is over before it has begun. */
final class Admissions {

  private final Owner owner;
  private final ExecutorConfig config;
  private final InstantSource clock;

  Admissions(Owner owner, ExecutorConfig config, InstantSource clock) {
    this.owner = owner;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Admits them.
   *
   * @param taken is filled with the leases under which effects have begun; a transaction that is
   *     tried again fills it anew
   */
  Admitted admit(Transaction tx, List<PlannedRun> runs, Set<Run.Key> startAtOnce, List<Lease> taken)
      throws SQLException {
    var admissions = AdmissionStatements.admit(tx.connection(), runs);
    var fresh = runs.stream().filter(run -> admissions.containsKey(run.run().key())).toList();
    var rows = new ArrayList<AdmissionStatements.Row>();
    var started = new ArrayList<Started>();
    for (var run : fresh) {
      var key = run.run().key();
      var admission = Objects.requireNonNull(admissions.get(key));
      var begins = startAtOnce.contains(key) && !admission.isCancelled();
      plan(run, begins, admission.fence(), rows, started);
    }
    taken.clear();
    taken.addAll(insert(tx, rows));
    sayEnds(tx, fresh);
    return new Admitted(started, admissions.keySet(), cancel(tx, admissions));
  }

  /** Gives the leases under which effects have begun. */
  private List<Lease> insert(Transaction tx, List<AdmissionStatements.Row> rows)
      throws SQLException {
    if (rows.isEmpty()) {
      return List.of();
    }
    rows.sort(Comparator.comparing(row -> row.effect().commandId()));
    var sharing = rows.stream().filter(AdmissionStatements.Row::sharesLease);
    var taken =
        Lease.of(sharing.map(AdmissionStatements.Row::planned).toList(), config.leaseMargin());
    LeaseStatements.take(tx.connection(), taken, owner.name());
    AdmissionStatements.insert(tx.connection(), rows, owner.name());
    return taken;
  }

  /** Ends runs whose cancellation was heard before them; nearly always there are none. */
  private Set<Run.Key> cancel(Transaction tx, Map<Run.Key, Admission> admissions)
      throws SQLException {
    var cancelled = new HashSet<Run.Key>();
    admissions.forEach(
        (run, admission) -> {
          if (admission.isCancelled()) {
            cancelled.add(run);
          }
        });
    if (!cancelled.isEmpty()) {
      EarlyCancellations.apply(tx, cancelled, clock.instant());
    }
    return cancelled;
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
    var timeout = planned.timeout();
    var lease = Lease.isShared(timeout) ? null : timeout.plus(config.leaseMargin()).toMillis();
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
    var refusal = Objects.requireNonNull(planned.refusal());
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
        Endings.sayToFollower(tx, run.run(), end);
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
          Endings.sayToFollower(tx, run.run(), end);
          letters.add(new DeadLetterStatements.Row(settlement, 0));
        }
      }
    }
    Endings.store(tx, letters, at);
  }

  private static Settlement refusal(PlannedEffect planned, Instant at) {
    var claim = new Claim(planned.effect(), 0, 1, at, List.of());
    return Settlement.settled(
        claim, EffectState.FAILED, attempts(planned, at), null, planned.refusal());
  }
}
