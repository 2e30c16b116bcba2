package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.kit.database.Columns;
import dev.sequitur.kit.database.Transaction;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Cancellations that were heard before the command of their run. Both stand on one partition, so
 * who admits the run comes after who has remembered this, and sees it.
 */
public final class EarlyCancellations {

  private static final String REMEMBER =
      """
      INSERT INTO early_cancellations (run_id, workspace, asked)
      SELECT v.run_id, v.workspace, v.asked FROM unnest(?::uuid[], ?::text[], ?::json[]) AS v(run_id, workspace, asked)
      ON CONFLICT DO NOTHING
      """;

  private static final String TAKE =
      "DELETE FROM early_cancellations WHERE run_id = ANY (?) RETURNING asked";

  private EarlyCancellations() {}

  /** For the run's admission, should it come. */
  public static void remember(Transaction tx, List<CancelRun> asked) throws SQLException {
    if (asked.isEmpty()) {
      return;
    }
    try (var insert = tx.connection().prepareStatement(REMEMBER)) {
      new Columns<>(insert, asked)
          .uuids(CancelRun::runId)
          .texts(CancelRun::workspace)
          .json(LedgerJson::bytes);
      insert.executeUpdate();
    }
  }

  /** Cancels runs that are being admitted, nothing of which has begun. */
  static void apply(Transaction tx, Set<Run.Key> admitted, Instant at) throws SQLException {
    var asked = new ArrayList<CancelRun>();
    try (var delete = tx.connection().prepareStatement(TAKE)) {
      var runs = admitted.stream().map(Run.Key::runId).toArray();
      delete.setArray(1, tx.connection().createArrayOf("uuid", runs));
      try (var rows = delete.executeQuery()) {
        while (rows.next()) {
          asked.add(LedgerJson.cancellation(rows.getString(1)));
        }
      }
    }
    RunCancellation.cancel(tx, asked, at);
  }
}
