package dev.sequitur.reporting.analytics;

import dev.sequitur.reporting.KnownRules.Known;
import dev.sequitur.reporting.query.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Reads what one rule did. */
@ApplicationScoped
class RuleQueries {

  static final int MOST_RUNS = 20_000;
  private static final int MOST_KEYS = 10;

  private static final String HOURS =
      """
      SELECT hour, kind, part, version, uses, matched, succeeded, failed, dead, unknown, cancelled,
        rejected, attempts, buckets, counts
      FROM thing_hours
      WHERE workspace = ? AND kind IN ('RULE', 'ACTION', 'REJECTION', 'UNTOLD', 'SUPPRESSION')
        AND hour >= ? AND hour < ? AND thing = ?
      ORDER BY hour
      """;
  private static final String KEYS =
      """
      SELECT key, count(*) AS runs, sum(count(*)) OVER () AS looked_at
      FROM (SELECT coalesce(event_key, event_subject) AS key FROM runs
            WHERE workspace = ? AND rule_name = ? AND accepted_at >= ? AND accepted_at < ?
              AND rule_uid = ?
            ORDER BY accepted_at DESC, run_id DESC LIMIT ?) AS latest
      GROUP BY key ORDER BY runs DESC, key COLLATE "C" LIMIT ?
      """;

  private final RowReader reader;

  RuleQueries(RowReader reader) {
    this.reader = reader;
  }

  List<RuleAnalytics.Version> versions(String workspace, UUID rule, Window window) {
    var fold = new VersionFold();
    reader.read(
        workspace,
        HOURS,
        List.of(workspace, Rows.time(window.from()), Rows.time(window.to()), rule),
        row -> fold.add(hour(row)));
    return fold.versions();
  }

  RuleAnalytics.TopKeys topKeys(Known rule, Window window) {
    var keys = new ArrayList<RuleAnalytics.ByKey>();
    var lookedAt = new long[1];
    reader.read(
        rule.workspace(),
        KEYS,
        List.of(
            rule.workspace(),
            rule.name(),
            Rows.time(window.from()),
            Rows.time(window.to()),
            rule.uid(),
            MOST_RUNS,
            MOST_KEYS),
        row -> {
          keys.add(new RuleAnalytics.ByKey(row.getString("key"), row.getLong("runs")));
          lookedAt[0] = row.getLong("looked_at");
        });
    return new RuleAnalytics.TopKeys(lookedAt[0], lookedAt[0] < MOST_RUNS, List.copyOf(keys));
  }

  private static VersionFold.Hour hour(ResultSet row) throws SQLException {
    return new VersionFold.Hour(
        Rows.instant(row, "hour"),
        VersionFold.Kind.valueOf(row.getString("kind")),
        row.getString("part"),
        row.getInt("version"),
        row.getString("uses"),
        counts(row),
        (Integer[]) row.getArray("buckets").getArray(),
        (Long[]) row.getArray("counts").getArray());
  }

  private static VersionFold.Counts counts(ResultSet row) throws SQLException {
    return new VersionFold.Counts(
        row.getLong("matched"),
        row.getLong("succeeded"),
        row.getLong("failed"),
        row.getLong("dead"),
        row.getLong("unknown"),
        row.getLong("cancelled"),
        row.getLong("rejected"),
        row.getLong("attempts"));
  }
}
