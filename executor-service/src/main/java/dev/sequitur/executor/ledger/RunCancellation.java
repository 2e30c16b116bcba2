package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.cancellation.domain.Cancelling;
import dev.sequitur.executor.cancellation.domain.Cancelling.Open;
import dev.sequitur.executor.cancellation.domain.Cancelling.Standing;
import dev.sequitur.executor.ledger.CancelStatements.OpenRow;
import dev.sequitur.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Cancels runs in the transaction of who asks: what has not begun or waits ends with its outcome
 * said, what is under way is marked. Rows are locked in the order of their ids, effects before
 * admissions, as by {@link Ledger}: who claims passes over them, who settles or redrives comes
 * before or after.
 */
public final class RunCancellation {

  private RunCancellation() {}

  /**
   * What was done.
   *
   * @param decided what each cancellation came to, by run
   * @param actions of the effects that have ended by it, one for each
   */
  public record Done(Map<UUID, Cancelling> decided, List<String> actions) {}

  /** Cancels what is open now; one cancellation a run. Returns what each came to. */
  public static Done cancel(Transaction tx, Collection<CancelRun> asked, Instant at)
      throws SQLException {
    return cancel(tx, asked, at, (_, _) -> true);
  }

  /**
   * The same for what may be heard again: what somebody has redriven since it was asked for is not
   * meant.
   */
  public static Done cancelAsOfThen(Transaction tx, Collection<CancelRun> asked, Instant at)
      throws SQLException {
    return cancel(tx, asked, at, (one, row) -> !row.wasRedrivenAfter(one.askedAt()));
  }

  private static Done cancel(
      Transaction tx,
      Collection<CancelRun> asked,
      Instant at,
      BiPredicate<CancelRun, OpenRow> meant)
      throws SQLException {
    // Of two that ask for the same run the first is the one that counts.
    var byRun =
        asked.stream()
            .collect(Collectors.toMap(CancelRun::runId, Function.identity(), (a, _) -> a));
    var rows = CancelStatements.open(tx.connection(), byRun.values());
    var known = CancelStatements.known(tx.connection(), byRun.values());
    var decided = new HashMap<UUID, Cancelling>();
    byRun.forEach(
        (run, one) ->
            decided.put(
                run,
                decide(
                    one,
                    rows.stream().filter(row -> row.isOf(one) && meant.test(one, row)),
                    known.get(run))));
    return new Done(decided, write(tx, byRun, rows, decided, at));
  }

  private static Cancelling decide(
      CancelRun asked, Stream<OpenRow> rows, CancelStatements.@Nullable Known known) {
    var open =
        rows.map(row -> new Open(row.effect().commandId(), row.state(), row.marked())).toList();
    var mine = known != null && known.workspace().equals(asked.workspace()) ? known : null;
    return Cancelling.decide(new Standing(mine != null, mine != null && mine.cancelled(), open));
  }

  private static List<String> write(
      Transaction tx,
      Map<UUID, CancelRun> asked,
      List<OpenRow> rows,
      Map<UUID, Cancelling> decided,
      Instant at)
      throws SQLException {
    var failures = new HashMap<UUID, Failure>();
    var ended = new ArrayList<Settlement>();
    for (var row : rows) {
      var id = row.effect().commandId();
      if (decided.get(row.run().runId()) instanceof Cancelling.Cancelled cancelled) {
        var why = failure(asked, row);
        if (cancelled.ends().contains(id)) {
          failures.put(id, why);
          ended.add(cancelled(row, why, at));
        } else if (cancelled.marked().contains(id)) {
          failures.put(id, why);
        }
      }
    }
    CancelStatements.cancel(tx.connection(), failures);
    Endings.end(tx, ended, at);
    return ended.stream().map(end -> end.claim().effect().call().uses()).toList();
  }

  private static Failure failure(Map<UUID, CancelRun> asked, OpenRow row) {
    var one = Objects.requireNonNull(asked.get(row.run().runId()));
    return Cancelling.failure(one.by(), one.reason());
  }

  private static Settlement cancelled(OpenRow row, Failure why, Instant at) {
    var claim = new Claim(row.effect(), 0, row.attempts().size(), at, row.attempts());
    return Settlement.settled(claim, EffectState.CANCELLED, row.attempts(), null, why);
  }
}
