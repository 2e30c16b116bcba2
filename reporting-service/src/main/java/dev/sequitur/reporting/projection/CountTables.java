package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.RunState;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** The hourly counts. They are written last: their rows are few, and every batch wants them. */
final class CountTables {

  private static final String ADD_RUNS =
      """
      INSERT INTO run_hours AS h (workspace, hour, rule_uid, rule_name, rule_version, started,
          succeeded, failed, unknown, cancelled, rejected)
      SELECT * FROM unnest(?::text[], ?::text[]::timestamptz[], ?::text[]::uuid[], ?::text[], ?::int[], ?::bigint[],
          ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
      ON CONFLICT (workspace, hour, rule_uid) DO UPDATE SET
        rule_name = CASE WHEN (excluded.rule_version, excluded.rule_name COLLATE "C")
                            > (h.rule_version, h.rule_name COLLATE "C")
                         THEN excluded.rule_name ELSE h.rule_name END,
        rule_version = greatest(h.rule_version, excluded.rule_version),
        started = h.started + excluded.started,
        succeeded = h.succeeded + excluded.succeeded,
        failed = h.failed + excluded.failed,
        unknown = h.unknown + excluded.unknown,
        cancelled = h.cancelled + excluded.cancelled,
        rejected = h.rejected + excluded.rejected
      """;

  private static final String ADD_EVENTS =
      """
      INSERT INTO event_hours AS h (workspace, hour, type, trigger_uid, accepted)
      SELECT * FROM unnest(?::text[], ?::text[]::timestamptz[], ?::text[], ?::text[]::uuid[], ?::bigint[])
      ON CONFLICT (workspace, hour, type, trigger_uid) DO UPDATE SET
        accepted = h.accepted + excluded.accepted
      """;

  private CountTables() {}

  static void addRuns(Connection connection, List<RunCounts.Delta> deltas) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(ADD_RUNS)) {
      new Columns<>(statement, deltas)
          .text(delta -> delta.hour().workspace())
          .instants(delta -> delta.hour().hour())
          .uuids(delta -> delta.hour().ruleUid())
          .text(RunCounts.Delta::ruleName)
          .ints(RunCounts.Delta::ruleVersion)
          .longs(RunCounts.Delta::started)
          .longs(delta -> delta.of(RunState.SUCCEEDED))
          .longs(delta -> delta.of(RunState.FAILED))
          .longs(delta -> delta.of(RunState.UNKNOWN))
          .longs(delta -> delta.of(RunState.CANCELLED))
          .longs(delta -> delta.of(RunState.REJECTED));
      statement.executeUpdate();
    }
  }

  static void addEvents(Connection connection, List<EventCounts.Delta> deltas) throws SQLException {
    if (deltas.isEmpty()) {
      return;
    }
    try (var statement = connection.prepareStatement(ADD_EVENTS)) {
      new Columns<>(statement, deltas)
          .text(delta -> delta.hour().workspace())
          .instants(delta -> delta.hour().hour())
          .text(delta -> delta.hour().type())
          .uuids(delta -> delta.hour().trigger())
          .longs(EventCounts.Delta::accepted);
      statement.executeUpdate();
    }
  }
}
