package dev.sequitur.reporting.analytics;

import dev.sequitur.reporting.KnownRules.Known;
import dev.sequitur.reporting.query.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Reads which rules stand out. */
@ApplicationScoped
class OverviewQueries {

  // A step into the index for each rule, whatever their number of runs.
  private static final String LAST_MATCHES =
      """
      SELECT r.uid, (
        SELECT accepted_at FROM runs
        WHERE workspace = ? AND rule_name = r.name AND rule_uid = r.uid
        ORDER BY accepted_at DESC, run_id DESC LIMIT 1) AS last
      FROM unnest(?::uuid[], ?::text[]) AS r(uid, name)
      """;
  private static final String NOISY =
      """
      SELECT thing, sum(matched) AS matched, sum(failed) AS failed, sum(dead) AS dead,
        sum(unknown) AS unknown, sum(rejected) AS rejected, sum(sum(matched)) OVER () AS everything
      FROM thing_hours WHERE workspace = ? AND kind = 'RULE' AND hour >= ? AND hour < ?
      GROUP BY thing HAVING sum(matched) > 0 ORDER BY matched DESC, thing LIMIT ?
      """;
  private static final String STOPPED =
      """
      SELECT thing, kind, part, sum(rejected) AS times
      FROM thing_hours WHERE workspace = ? AND kind IN ('UNTOLD', 'REJECTION')
        AND hour >= ? AND hour < ?
      GROUP BY thing, kind, part HAVING sum(rejected) > 0
      ORDER BY times DESC, thing, kind, part COLLATE "C" LIMIT ?
      """;

  private final RowReader reader;

  OverviewQueries(RowReader reader) {
    this.reader = reader;
  }

  /** A rule with many runs; {@code everything} is the number of runs of all rules. */
  record Noisy(
      UUID uid,
      long matched,
      long failed,
      long dead,
      long unknown,
      long rejected,
      long everything) {}

  /** A rule that was kept from runs. */
  record Stopped(UUID uid, String kind, String code, long times) {}

  /** The events of the latest runs that are kept; rules without one are absent. */
  Map<UUID, Instant> lastMatches(String workspace, List<Known> rules) {
    var last = new HashMap<UUID, Instant>();
    reader.read(
        workspace,
        LAST_MATCHES,
        List.of(
            workspace,
            rules.stream().map(Known::uid).toArray(UUID[]::new),
            rules.stream().map(Known::name).toArray(String[]::new)),
        row -> {
          var at = Rows.instantOrNull(row, "last");
          if (at != null) {
            last.put(row.getObject("uid", UUID.class), at);
          }
        });
    return last;
  }

  List<Noisy> noisy(String workspace, Window window, int limit) {
    var found = new ArrayList<Noisy>();
    reader.read(
        workspace,
        NOISY,
        List.of(workspace, Rows.time(window.from()), Rows.time(window.to()), limit),
        row ->
            found.add(
                new Noisy(
                    row.getObject("thing", UUID.class),
                    row.getLong("matched"),
                    row.getLong("failed"),
                    row.getLong("dead"),
                    row.getLong("unknown"),
                    row.getLong("rejected"),
                    row.getLong("everything"))));
    return found;
  }

  List<Stopped> stopped(String workspace, Window window, int limit) {
    var found = new ArrayList<Stopped>();
    reader.read(
        workspace,
        STOPPED,
        List.of(workspace, Rows.time(window.from()), Rows.time(window.to()), limit),
        row ->
            found.add(
                new Stopped(
                    row.getObject("thing", UUID.class),
                    row.getString("kind"),
                    row.getString("part"),
                    row.getLong("times"))));
    return found;
  }
}
