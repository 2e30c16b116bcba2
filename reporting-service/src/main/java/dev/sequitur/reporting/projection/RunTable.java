package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.RunState;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of runs. */
final class RunTable {

  private static final String MERGE =
      """
      INSERT INTO runs AS r (run_id, workspace, rule_uid, rule_name, rule_version, labels, event_id,
          event_type, event_partition, event_offset, accepted_at, event_subject, event_key, run_no,
          decided_at, revision, state, generation, ended_at, reject_code, reject_detail)
      SELECT * FROM unnest(?::uuid[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::jsonb[],
          ?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::text[], ?::text[],
          ?::int[], ?::timestamptz[], ?::int[], ?::text[], ?::int[], ?::timestamptz[], ?::text[],
          ?::text[])
      ON CONFLICT (run_id) DO UPDATE SET
        run_no = CASE WHEN r.revision < 0 THEN excluded.run_no ELSE r.run_no END,
        decided_at = CASE WHEN r.revision < 0 AND excluded.revision >= 0 THEN excluded.decided_at
                          ELSE coalesce(r.decided_at, excluded.decided_at) END,
        revision = greatest(r.revision, excluded.revision),
        state = CASE WHEN excluded.generation > r.generation THEN excluded.state
                     WHEN r.generation >= 0 THEN r.state
                     WHEN greatest(r.revision, excluded.revision) >= 0 THEN 'RUNNING'
                     WHEN coalesce(r.reject_code, excluded.reject_code) IS NOT NULL THEN 'REJECTED'
                     ELSE 'RUNNING' END,
        generation = greatest(r.generation, excluded.generation),
        ended_at = CASE WHEN excluded.generation > r.generation THEN excluded.ended_at
                        ELSE r.ended_at END,
        reject_code = coalesce(r.reject_code, excluded.reject_code),
        reject_detail = CASE WHEN r.reject_code IS NULL THEN excluded.reject_detail
                             ELSE r.reject_detail END
      WHERE excluded.generation > r.generation OR excluded.revision > r.revision
        OR (r.reject_code IS NULL AND excluded.reject_code IS NOT NULL)
      RETURNING new.run_id, new.workspace, new.rule_uid, new.rule_name, new.rule_version,
        old.revision, old.decided_at, old.state, new.decided_at, new.state
      """;

  private RunTable() {}

  /**
   * What became of a row that was written.
   *
   * @param revisionBefore highest decision stored before, -1 for none
   */
  record Written(
      UUID runId,
      String workspace,
      UUID ruleUid,
      String ruleName,
      int ruleVersion,
      int revisionBefore,
      @Nullable Status before,
      Status after) {}

  /** What the hourly counts depend on. */
  record Status(@Nullable Instant decidedAt, RunState state) {}

  /** Adds the changes to their rows; a row to which a change brings nothing new is not answered. */
  static List<Written> merge(Connection connection, Collection<RunChange> changes)
      throws SQLException {
    try (var statement = connection.prepareStatement(MERGE)) {
      bind(statement, changes);
      var written = new ArrayList<Written>(changes.size());
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          written.add(written(rows));
        }
      }
      return written;
    }
  }

  private static void bind(PreparedStatement statement, Collection<RunChange> changes)
      throws SQLException {
    new Columns<>(statement, changes)
        .as("uuid", RunChange::runId)
        .text(RunChange::workspace)
        .as("uuid", run -> run.rule().uid())
        .text(run -> run.rule().name())
        .ints(run -> run.rule().version())
        .json(run -> Objects.requireNonNullElse(run.rule().labels(), Map.of()))
        .as("uuid", run -> run.event().id())
        .text(run -> run.event().type())
        .ints(run -> run.event().partition())
        .longs(run -> run.event().offset())
        .instants(run -> run.event().acceptedAt())
        .text(run -> run.event().subject())
        .text(run -> run.event().key())
        .ints(run -> run.start() == null ? 0 : run.start().runNo())
        .instants(RunChange::decidedAt)
        .ints(RunChange::revision)
        .text(run -> run.state().name())
        .ints(RunChange::generation)
        .instants(run -> run.end() == null ? null : run.end().endedAt())
        .text(run -> run.rejection() == null ? null : run.rejection().code())
        .text(run -> run.rejection() == null ? null : run.rejection().detail());
  }

  private static Written written(ResultSet row) throws SQLException {
    var before = row.getString(8);
    return new Written(
        row.getObject(1, UUID.class),
        row.getString(2),
        row.getObject(3, UUID.class),
        row.getString(4),
        row.getInt(5),
        before == null ? -1 : row.getInt(6),
        before == null ? null : new Status(instant(row, 7), RunState.valueOf(before)),
        new Status(instant(row, 9), RunState.valueOf(row.getString(10))));
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
