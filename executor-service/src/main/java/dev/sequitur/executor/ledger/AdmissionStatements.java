package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Taking decisions in: each at most once, together with its effects. */
final class AdmissionStatements {

  // The table of early cancellations is nearly always empty. It is read once a statement, and not
  // once a run.
  static final String ADMIT =
      """
      INSERT INTO admissions (run_id, revision, workspace, starter, event, trace_parent, sole, open, failed, decided_at)
      SELECT v.run_id, v.revision, v.workspace, v.starter, v.event, v.trace_parent, v.sole, v.open, v.failed,
             v.decided_at
      FROM unnest(?::uuid[], ?::int[], ?::text[], ?::json[], ?::json[], ?::text[], ?::uuid[], ?::int[], ?::int[],
        ?::timestamptz[])
        AS v(run_id, revision, workspace, starter, event, trace_parent, sole, open, failed, decided_at)
      ON CONFLICT DO NOTHING
      RETURNING run_id, revision, nextval('fences'), run_id IN (SELECT c.run_id FROM early_cancellations c)
      """;

  private static final String INSERT =
      """
      INSERT INTO effects (command_id, workspace, run_id, revision, action_id, host, delivery, state, attempt, fence,
        owner, started_at, lease_until, attempt_millis, total_millis, deadline, request, retry_at, error, attempts,
        decided_at)
      SELECT v.command_id, v.workspace, v.run_id, v.revision, v.action_id, v.host, v.delivery, v.state,
        CASE v.state WHEN 'STARTED' THEN 1 ELSE 0 END,
        v.fence,
        CASE v.state WHEN 'STARTED' THEN ? END,
        CASE v.state WHEN 'STARTED' THEN now() END,
        now() + v.lease_millis * interval '1 millisecond',
        v.attempt_millis, v.total_millis,
        now() + v.deadline_millis * interval '1 millisecond',
        v.request,
        CASE v.state WHEN 'PLANNED' THEN now() END,
        v.error, v.attempts, v.decided_at
      FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::int[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::json[], ?::json[], ?::json[], ?::timestamptz[])
        AS v(command_id, workspace, run_id, revision, action_id, host, delivery, state, fence, lease_millis,
          attempt_millis, total_millis, deadline_millis, request, error, attempts, decided_at)
      """;

  private static final String KNOWN =
      """
      SELECT a.run_id, a.revision
      FROM unnest(?::uuid[], ?::int[]) AS v(run_id, revision)
      JOIN admissions a ON a.run_id = v.run_id AND a.revision = v.revision
      """;

  private AdmissionStatements() {}

  /**
   * One row of {@code effects}.
   *
   * @param leaseMillis of a lease of its own; null if it has not begun, or shares one
   */
  record Row(
      PlannedEffect planned,
      EffectState state,
      @Nullable Long fence,
      @Nullable Long leaseMillis,
      long deadlineMillis,
      List<dev.sequitur.contracts.Attempt> attempts) {

    Effect effect() {
      return planned.effect();
    }

    boolean sharesLease() {
      return fence != null && leaseMillis == null;
    }
  }

  /**
   * A run that was not known before.
   *
   * @param fence its own
   * @param isCancelled whether its cancellation was heard before it
   */
  record Admission(long fence, boolean isCancelled) {}

  /** Admits what is not known yet; returns the admitted. */
  static Map<Run.Key, Admission> admit(Connection connection, List<PlannedRun> runs)
      throws SQLException {
    try (var insert = connection.prepareStatement(ADMIT)) {
      new Columns<>(insert, runs)
          .uuids(planned -> planned.run().runId())
          .ints(planned -> planned.run().revision())
          .texts(planned -> planned.run().workspace())
          .json(planned -> LedgerJson.bytes(planned.run().starter()))
          .json(planned -> LedgerJson.bytes(planned.run().event()))
          .texts(planned -> planned.run().traceParent())
          .uuids(planned -> planned.run().sole() ? sole(planned) : null)
          .ints(planned -> planned.run().sole() ? 0 : planned.open())
          .ints(PlannedRun::refused)
          .instants(planned -> planned.run().decidedAt());
      var admitted = new HashMap<Run.Key, Admission>();
      try (var rows = insert.executeQuery()) {
        while (rows.next()) {
          var key = new Run.Key(rows.getObject(1, UUID.class), rows.getInt(2));
          admitted.put(key, new Admission(rows.getLong(3), rows.getBoolean(4)));
        }
      }
      return admitted;
    }
  }

  private static UUID sole(PlannedRun planned) {
    return planned.effects().getFirst().effect().commandId();
  }

  static void insert(Connection connection, List<Row> rows, String owner) throws SQLException {
    try (var insert = connection.prepareStatement(INSERT)) {
      new Columns<>(insert, rows)
          .single(owner)
          .uuids(row -> row.effect().commandId())
          .texts(row -> row.effect().run().workspace())
          .uuids(row -> row.effect().run().runId())
          .ints(row -> row.effect().run().revision())
          .texts(row -> row.effect().call().uses())
          .texts(row -> row.effect().host())
          .texts(row -> row.effect().delivery().name())
          .texts(row -> row.state().name())
          .nullableLongs(Row::fence)
          .nullableLongs(Row::leaseMillis)
          .longs(row -> row.planned().timeout().toMillis())
          .longs(row -> row.effect().call().retry().total().toMillis())
          .longs(Row::deadlineMillis)
          .json(row -> LedgerJson.bytes(row.effect().call()))
          .json(row -> LedgerJson.bytes(row.planned().refusal()))
          .json(row -> LedgerJson.bytes(row.attempts()))
          .instants(row -> row.effect().run().decidedAt());
      insert.executeUpdate();
    }
  }

  /** Which of these were admitted at some time that is still remembered. */
  static Set<Run.Key> known(Connection connection, List<PlannedRun> runs) throws SQLException {
    try (var select = connection.prepareStatement(KNOWN)) {
      new Columns<>(select, runs)
          .uuids(planned -> planned.run().runId())
          .ints(planned -> planned.run().revision());
      var known = new HashSet<Run.Key>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          known.add(new Run.Key(rows.getObject(1, UUID.class), rows.getInt(2)));
        }
      }
      return known;
    }
  }
}
