package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.ledger.AdmissionStatements.Admission;
import dev.sequitur.executor.retry.RunEnding;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where each effect stands. Every method is one transaction; statements touch rows in the order of
 * their ids, leases before effects before admissions, so that transactions do not wait for each
 * other in a ring.
 */
@ApplicationScoped
public class Ledger {

  private static final Comparator<Settlement> BY_COMMAND = Comparator.comparing(Ledger::id);

  private final PathDatabase database;
  private final Owner owner;
  private final ExecutorConfig config;
  private final InstantSource clock;
  private final Leases leases = new Leases();

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
   * @param cancelled those of them whose cancellation was heard before: nothing of them begins
   */
  public record Admitted(List<Started> started, Set<Run.Key> admitted, Set<Run.Key> cancelled) {

    /** Of a run that was to start at once: whether it has. */
    public boolean isUnderWay(Run.Key run) {
      return admitted.contains(run) && !cancelled.contains(run);
    }
  }

  /**
   * Admits runs (H4). Of each that is new, effects begin STARTED if {@code startAtOnce} holds its
   * run, else PLANNED; refused ones end here, and those of a run that was cancelled before.
   */
  public Admitted admit(List<PlannedRun> runs, Set<Run.Key> startAtOnce) {
    var taken = new ArrayList<Lease>();
    var result = database.transact(tx -> admit(tx, runs, startAtOnce, taken));
    taken.forEach(leases::begun);
    return result;
  }

  private Admitted admit(
      Transaction tx, List<PlannedRun> runs, Set<Run.Key> startAtOnce, List<Lease> taken)
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

  /** Which of these decisions are still remembered. */
  public Set<Run.Key> known(List<PlannedRun> runs) {
    return database.transact(tx -> AdmissionStatements.known(tx.connection(), runs));
  }

  /** Keeps commands that came too late to be carried out; returns how many were new. */
  public int giveUp(List<Settlement> tooLate) {
    return database.transact(
        tx -> {
          var rows = tooLate.stream().map(s -> new DeadLetterStatements.Row(s, 0)).toList();
          return Endings.store(tx, rows, clock.instant());
        });
  }

  /**
   * What became of a batch of settlements.
   *
   * @param applied as they were written: what waits no more, for its run was cancelled, has ended
   */
  public record Settled(List<Settlement> applied, Instant at) {}

  /** Writes how claims ended (H6), says outcomes, and ends runs that have nothing open any more. */
  public Settled settle(List<Settlement> batch) {
    var settlements = batch.stream().sorted(BY_COMMAND).toList();
    var commands = settlements.stream().map(Ledger::id).toList();
    var over = leases.overWith(commands);
    var settled = database.transact(tx -> settle(tx, settlements, over));
    leases.ended(commands);
    return settled;
  }

  private Settled settle(Transaction tx, List<Settlement> settlements, List<UUID> over)
      throws SQLException {
    var at = clock.instant();
    LeaseStatements.giveBack(tx.connection(), over);
    var written = SettleStatements.settle(tx.connection(), settlements);
    var late = settlements.stream().filter(s -> !written.containsKey(id(s))).toList();
    SettleStatements.keepEvidence(tx.connection(), late);
    var applied =
        settlements.stream()
            .filter(s -> written.containsKey(id(s)))
            .map(s -> asWritten(s, written.get(id(s))))
            .toList();
    Endings.end(tx, applied.stream().filter(Settlement::isFinal).toList(), at);
    return new Settled(applied, at);
  }

  private static UUID id(Settlement settlement) {
    return settlement.claim().effect().commandId();
  }

  private static Settlement asWritten(Settlement settlement, @Nullable Failure cancelled) {
    return cancelled == null ? settlement : settlement.cancelled(cancelled);
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

  /** Whether one of them belongs to an effect that is open here. */
  public boolean isAnyOpen(Collection<EffectSettled> outcomes) {
    return database.transact(tx -> ClaimStatements.isAnyOpen(tx.connection(), outcomes));
  }

  /** Takes effects that are open here although their outcomes stand on the log. */
  public List<Claim> takeEnded(Collection<EffectSettled> outcomes) {
    return database.transact(tx -> ClaimStatements.ended(tx.connection(), outcomes, owner.name()));
  }

  /**
   * Regards every open effect as one whose attempt may have been made by somebody who cannot tell
   * any more; returns how many there are. Nobody takes them up before {@link #letGo}, or ten
   * minutes.
   */
  public int doubt() {
    return database.transact(tx -> ClaimStatements.doubt(tx.connection()));
  }

  /** Leaves what is still in doubt to its delivery; returns how many there are. */
  public int letGo() {
    return database.transact(tx -> ClaimStatements.letGo(tx.connection()));
  }
}
