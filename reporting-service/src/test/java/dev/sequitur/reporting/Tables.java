package dev.sequitur.reporting;

import dev.sequitur.kit.test.Infrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks at the tables, and empties them, as the data path's role. */
public final class Tables {

  private static final List<String> FOLDED = List.of("runs", "events", "run_hours", "event_hours");

  /** The counts of runs, made anew of the runs themselves. */
  private static final String RECOUNTED =
      """
      SELECT workspace, rule_uid, date_trunc('hour', decided_at) AS hour,
        count(*) FILTER (WHERE state <> 'REJECTED') AS started,
        count(*) FILTER (WHERE state = 'SUCCEEDED') AS succeeded,
        count(*) FILTER (WHERE state = 'FAILED') AS failed,
        count(*) FILTER (WHERE state = 'UNKNOWN') AS unknown,
        count(*) FILTER (WHERE state = 'CANCELLED') AS cancelled,
        count(*) FILTER (WHERE state = 'REJECTED') AS rejected
      FROM runs WHERE decided_at IS NOT NULL GROUP BY 1, 2, 3
      """;

  private static final String COUNTED =
      """
      SELECT workspace, rule_uid, hour, started, succeeded, failed, unknown, cancelled, rejected
      FROM run_hours
      """;

  private Tables() {}

  /** All rows of all folded tables as text, in a fixed order; a mark depends on the clock. */
  public static Map<String, List<String>> dump() {
    var dump = new TreeMap<String, List<String>>();
    for (var table : FOLDED) {
      dump.put(
          table,
          query(
              "SELECT (to_jsonb(t) - 'lingers' - 'changes')::text FROM "
                  + table
                  + " t ORDER BY 1"));
    }
    return dump;
  }

  /** Rows that are in one dump only. */
  public static List<String> differences(
      Map<String, List<String>> expected, Map<String, List<String>> actual) {
    var differences = new ArrayList<String>();
    for (var table : FOLDED) {
      var before = expected.getOrDefault(table, List.of());
      var after = actual.getOrDefault(table, List.of());
      before.stream().filter(row -> !after.contains(row)).forEach(r -> differences.add("- " + r));
      after.stream().filter(row -> !before.contains(row)).forEach(r -> differences.add("+ " + r));
    }
    return differences;
  }

  /** Hourly counts that are not what the runs say; empty if they agree. */
  public static List<String> miscounted() {
    return query(
        "SELECT d::text FROM ((%1$s EXCEPT %2$s) UNION ALL (%2$s EXCEPT %1$s)) d"
            .formatted(COUNTED, RECOUNTED));
  }

  /** Forgets everything, positions included. */
  public static void forget() {
    for (var table : FOLDED) {
      execute("DELETE FROM " + table);
    }
    execute("DELETE FROM positions");
  }

  public static List<String> query(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      var found = new ArrayList<String>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void execute(String sql) {
    try (var connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Connection connect() throws SQLException {
    return Infrastructure.database().path().connect();
  }
}
