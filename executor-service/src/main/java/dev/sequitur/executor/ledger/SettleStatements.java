package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.retry.RunEnding;
import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Writing down how claims ended: a compare-and-set on the fence, many a statement. */
final class SettleStatements {

  // A row has a fence only while it is STARTED, so the fence alone is the condition. Naming the
  // state here
  // would let the planner prefer the partial index of leases, and read all of it for each batch.
  // Whose run was cancelled meanwhile is not repeated.
  static final String SETTLE =
      """
      UPDATE effects e
      SET state = CASE WHEN v.state = 'RETRY_WAIT' AND e.cancel IS NOT NULL THEN 'CANCELLED' ELSE v.state END,
          error = CASE v.state WHEN 'RETRY_WAIT' THEN e.cancel ELSE v.error END,
          attempts = v.attempts, result = v.result,
          retry_at = now() + v.pause_millis * interval '1 millisecond',
          fence = NULL, owner = NULL, lease_until = NULL, updated_at = now()
      FROM unnest(?::uuid[], ?::bigint[], ?::text[], ?::json[], ?::json[], ?::json[], ?::bigint[])
        AS v(command_id, fence, state, attempts, result, error, pause_millis)
      WHERE e.command_id = v.command_id AND e.fence = v.fence
      RETURNING e.command_id, CASE e.state WHEN 'CANCELLED' THEN e.cancel END
      """;

  static final String COUNT =
      """
      UPDATE admissions a
      SET open = a.open - v.settled, failed = a.failed + v.failed, unknown = a.unknown + v.unknown,
          cancelled = a.cancelled + v.cancelled
      FROM unnest(?::uuid[], ?::int[], ?::int[], ?::int[], ?::int[], ?::int[])
        AS v(run_id, revision, settled, failed, unknown, cancelled)
      WHERE a.run_id = v.run_id AND a.revision = v.revision
      RETURNING a.run_id, a.revision, a.open, a.failed, a.unknown, a.cancelled, a.generation
      """;

  private static final String KEEP_EVIDENCE =
      """
      INSERT INTO superseded_attempts (command_id, workspace, generation, fence, attempt)
      SELECT v.command_id, v.workspace, v.generation, v.fence, v.attempt
      FROM unnest(?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::json[])
        AS v(command_id, workspace, generation, fence, attempt)
      """;

  private SettleStatements() {}

  /** Where a run stands after a batch. */
  record Standing(RunEnding ending, int generation) {}

  private record Counts(Run.Key key, int settled, RunEnding ended) {}

  /**
   * Applies settlements whose claim still holds.
   *
   * @return the commands they were applied to; with each why it is cancelled instead of repeated,
   *     or null
   */
  static Map<UUID, @Nullable Failure> settle(Connection connection, List<Settlement> settlements)
      throws SQLException {
    try (var update = connection.prepareStatement(SETTLE)) {
      new Columns<>(update, settlements)
          .uuids(settlement -> settlement.claim().effect().commandId())
          .longs(settlement -> settlement.claim().fence())
          .texts(settlement -> settlement.state().name())
          .json(settlement -> LedgerJson.bytes(settlement.attempts()))
          .json(settlement -> LedgerJson.bytes(settlement.output()))
          .json(settlement -> LedgerJson.bytes(settlement.failure()))
          .nullableLongs(settlement -> millis(settlement.pause()));
      var applied = new HashMap<UUID, @Nullable Failure>();
      try (var rows = update.executeQuery()) {
        while (rows.next()) {
          var cancelled = rows.getString(2);
          applied.put(
              rows.getObject(1, UUID.class),
              cancelled == null ? null : LedgerJson.failure(cancelled));
        }
      }
      return applied;
    }
  }

  /** Counts settled effects off their runs; returns where each run stands now. */
  static Map<Run.Key, Standing> count(
      Connection connection, Map<Run.Key, List<EffectState>> settled) throws SQLException {
    if (settled.isEmpty()) {
      return Map.of();
    }
    var counts =
        settled.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(e -> new Counts(e.getKey(), e.getValue().size(), RunEnding.of(e.getValue())))
            .toList();
    try (var update = connection.prepareStatement(COUNT)) {
      new Columns<>(update, counts)
          .uuids(counted -> counted.key().runId())
          .ints(counted -> counted.key().revision())
          .ints(Counts::settled)
          .ints(counted -> counted.ended().failed())
          .ints(counted -> counted.ended().unknown())
          .ints(counted -> counted.ended().cancelled());
      var standings = new HashMap<Run.Key, Standing>();
      try (var rows = update.executeQuery()) {
        while (rows.next()) {
          var key = new Run.Key(rows.getObject(1, UUID.class), rows.getInt(2));
          var ending =
              new RunEnding(rows.getInt(3), rows.getInt(4), rows.getInt(5), rows.getInt(6));
          standings.put(key, new Standing(ending, rows.getInt(7)));
        }
      }
      return standings;
    }
  }

  static void keepEvidence(Connection connection, List<Settlement> superseded) throws SQLException {
    if (superseded.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(KEEP_EVIDENCE)) {
      new Columns<>(insert, superseded)
          .uuids(settlement -> settlement.claim().effect().commandId())
          .texts(settlement -> settlement.claim().effect().run().workspace())
          .ints(settlement -> settlement.claim().effect().generation())
          .longs(settlement -> settlement.claim().fence())
          .json(
              settlement ->
                  LedgerJson.bytes(
                      settlement.attempts().isEmpty()
                          ? Map.of()
                          : settlement.attempts().getLast()));
      insert.executeUpdate();
    }
  }

  private static @Nullable Long millis(@Nullable Duration pause) {
    return pause == null ? null : pause.toMillis();
  }
}
