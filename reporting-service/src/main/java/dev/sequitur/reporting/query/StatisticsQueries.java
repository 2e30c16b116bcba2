package dev.sequitur.reporting.query;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the hourly counts. */
@ApplicationScoped
class StatisticsQueries {

  private static final String RUNS =
      """
      SELECT hour, rule_uid, rule_name, started, succeeded, failed, unknown, cancelled, rejected
      FROM run_hours WHERE workspace = ? AND hour >= ? AND hour < ?
      """;
  private static final String EVENTS =
      """
      SELECT hour, type, trigger_uid, accepted
      FROM event_hours WHERE workspace = ? AND hour >= ? AND hour < ?
      ORDER BY hour, type, trigger_uid
      """;

  private final ApiDatabase database;

  StatisticsQueries(ApiDatabase database) {
    this.database = database;
  }

  List<Statistics.RunHour> runs(String workspace, Instant from, Instant to, @Nullable String rule) {
    var sql =
        RUNS + (rule == null ? "" : "AND rule_name = ?") + " ORDER BY hour, rule_name, rule_uid";
    return read(workspace, sql, arguments(workspace, from, to, rule), StatisticsQueries::runHour);
  }

  List<Statistics.EventHour> events(String workspace, Instant from, Instant to) {
    return read(
        workspace,
        EVENTS,
        arguments(workspace, from, to, null),
        row ->
            new Statistics.EventHour(
                Rows.instant(row, "hour"),
                row.getString("type"),
                row.getObject("trigger_uid", UUID.class),
                row.getLong("accepted")));
  }

  @FunctionalInterface
  private interface Reading<T> {
    T of(ResultSet row) throws SQLException;
  }

  private <T> List<T> read(
      String workspace, String sql, List<Object> arguments, Reading<T> reading) {
    return database.<List<T>>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(sql)) {
            for (int i = 0; i < arguments.size(); i++) {
              statement.setObject(i + 1, arguments.get(i));
            }
            var found = new ArrayList<T>();
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                found.add(reading.of(rows));
              }
            }
            return found;
          }
        });
  }

  private static List<Object> arguments(
      String workspace, Instant from, Instant to, @Nullable String rule) {
    var arguments = new ArrayList<Object>(List.of(workspace, Rows.time(from), Rows.time(to)));
    if (rule != null) {
      arguments.add(rule);
    }
    return arguments;
  }

  private static Statistics.RunHour runHour(ResultSet row) throws SQLException {
    var started = row.getLong("started");
    var succeeded = row.getLong("succeeded");
    var failed = row.getLong("failed");
    var unknown = row.getLong("unknown");
    var cancelled = row.getLong("cancelled");
    return new Statistics.RunHour(
        Rows.instant(row, "hour"),
        row.getObject("rule_uid", UUID.class),
        row.getString("rule_name"),
        started,
        started - succeeded - failed - unknown - cancelled,
        succeeded,
        failed,
        unknown,
        cancelled,
        row.getLong("rejected"));
  }
}
