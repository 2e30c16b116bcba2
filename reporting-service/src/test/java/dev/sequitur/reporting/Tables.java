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

  private static final List<String> FOLDED =
      List.of(
          "runs",
          "events",
          "emissions",
          "thing_hours",
          "event_hours",
          "shadow_events",
          "shadow_hours");

  /** All counts, made anew of the rows; of durations only how many there are. */
  private static final String RECOUNTED =
      """
      SELECT workspace, 'RULE', date_trunc('hour', decided_at), rule_uid, '', rule_version, 0,
        count(*),
        count(*) FILTER (WHERE state = 'SUCCEEDED'), count(*) FILTER (WHERE state = 'FAILED'),
        count(*) FILTER (WHERE state = 'FAILED' AND action_states LIKE '%%DEAD%%'),
        count(*) FILTER (WHERE state = 'UNKNOWN'), count(*) FILTER (WHERE state = 'CANCELLED'),
        count(*) FILTER (WHERE state = 'REJECTED'), 0, count(ended_at)
      FROM runs WHERE decided_at IS NOT NULL GROUP BY 1, 3, 4, 6
      UNION ALL
      SELECT workspace, 'REJECTION', date_trunc('hour', decided_at), rule_uid, reject_code,
        rule_version, 0, 0, 0, 0, 0, 0, 0, count(*), 0, 0
      FROM runs WHERE decided_at IS NOT NULL AND state = 'REJECTED' GROUP BY 1, 3, 4, 5, 6
      UNION ALL
      SELECT workspace, 'TRIGGER', hour, thing, '', 0, sum(accepted), sum(matched), sum(succeeded),
        sum(failed), sum(dead), sum(unknown), 0, sum(rejected), 0, sum(durations)
      FROM (
        SELECT workspace, date_trunc('hour', decided_at) AS hour, trigger_uid AS thing,
          0 AS accepted, 1 AS matched, (state = 'SUCCEEDED')::int AS succeeded,
          (state = 'FAILED')::int AS failed,
          (state = 'FAILED' AND action_states LIKE '%%DEAD%%')::int AS dead,
          (state = 'UNKNOWN')::int AS unknown, (state = 'REJECTED')::int AS rejected,
          (ended_at IS NOT NULL)::int AS durations
        FROM runs WHERE decided_at IS NOT NULL AND trigger_uid IS NOT NULL
        UNION ALL
        SELECT workspace, date_trunc('hour', accepted_at), trigger_uid, 1, 0, 0, 0, 0, 0, 0, 0
        FROM events) AS each
      GROUP BY 1, 3, 4
      UNION ALL
      SELECT workspace, 'ACTION', date_trunc('hour', decided_at), rule_uid, action ->> 'step',
        rule_version, 0, count(*), count(*) FILTER (WHERE final = 'SUCCEEDED'),
        count(*) FILTER (WHERE final = 'FAILED'), count(*) FILTER (WHERE final = 'DEAD'),
        count(*) FILTER (WHERE final = 'UNKNOWN'), count(*) FILTER (WHERE final = 'CANCELLED'),
        0, sum(attempts), sum(attempts)
      FROM runs, LATERAL json_array_elements(actions) AS action,
        LATERAL (SELECT action -> 'settlements' -> -1 ->> 'state' AS final) AS last,
        LATERAL (SELECT coalesce(sum(json_array_length(one -> 'attempts')), 0) AS attempts
                 FROM json_array_elements(action -> 'settlements') AS one) AS tried
      WHERE decided_at IS NOT NULL GROUP BY 1, 3, 4, 5, 6
      """;

  private static final String COUNTED =
      """
      SELECT workspace, kind, hour, thing, part, version, accepted, matched, succeeded, failed, dead, unknown,
        cancelled, rejected, attempts, (SELECT coalesce(sum(c), 0) FROM unnest(counts) AS c)
      FROM thing_hours WHERE kind NOT IN ('UNTOLD', 'SUPPRESSION')
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
        "WITH recounted AS (%2$s) SELECT d::text FROM ((%1$s EXCEPT SELECT * FROM recounted)"
                .formatted(COUNTED, RECOUNTED.replace("%%", "%"))
            + " UNION ALL (SELECT * FROM recounted EXCEPT %1$s)) d".formatted(COUNTED));
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
