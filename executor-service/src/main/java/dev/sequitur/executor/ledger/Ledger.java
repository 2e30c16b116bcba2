package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
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
  private final Admissions admissions;
  private final Leases leases = new Leases();

  Ledger(PathDatabase database, Owner owner, ExecutorConfig config, InstantSource clock) {
    this.database = database;
    this.owner = owner;
    this.config = config;
    this.clock = clock;
    this.admissions = new Admissions(owner, config, clock);
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
    var result = database.transact(tx -> admissions.admit(tx, runs, startAtOnce, taken));
    taken.forEach(leases::begun);
    return result;
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
