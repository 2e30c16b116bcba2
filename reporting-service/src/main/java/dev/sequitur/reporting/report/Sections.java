package dev.sequitur.reporting.report;

import dev.sequitur.reporting.query.Granularity;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.query.Series;
import dev.sequitur.reporting.query.SeriesQueries;
import dev.sequitur.reporting.query.SeriesQuery;
import dev.sequitur.reporting.report.domain.Period;
import dev.sequitur.reporting.report.domain.ReportData;
import dev.sequitur.reporting.report.domain.ReportSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what sections of a report say, in the transaction that is given. */
@ApplicationScoped
class Sections {

  private static final int MOST_ITEMS = 5_000;
  private static final List<String> STATISTICS =
      List.of(
          "period",
          "name",
          "step",
          "accepted",
          "matched",
          "succeeded",
          "failed",
          "dead",
          "unknown",
          "cancelled",
          "rejected",
          "attempts",
          "p50Micros",
          "p95Micros",
          "p99Micros");
  private static final List<String> RUNS =
      List.of("acceptedAt", "runId", "rule", "state", "endedAt", "actionStates", "rejectCode");
  private static final String SELECT_RUNS =
      """
      SELECT accepted_at, run_id, rule_name, state, ended_at, action_states, reject_code FROM runs
      WHERE workspace = ? AND accepted_at >= ? AND accepted_at < ?
        AND (?::text IS NULL OR rule_name = ?) AND (?::text IS NULL OR state = ?)
      ORDER BY accepted_at, run_id LIMIT ?
      """;

  private final SeriesQueries series;

  Sections(SeriesQueries series) {
    this.series = series;
  }

  /** Whose report, over what. */
  record Scope(String workspace, ReportSpec spec, Period.Range range, Map<String, String> given) {}

  ReportData.Table table(Connection connection, Scope scope, ReportSpec.Section section)
      throws SQLException {
    return switch (section) {
      case ReportSpec.Statistics statistics -> statistics(connection, scope, statistics);
      case ReportSpec.Runs runs -> runs(connection, scope, runs);
    };
  }

  private ReportData.Table statistics(
      Connection connection, Scope scope, ReportSpec.Statistics section) throws SQLException {
    var granularity = Granularity.valueOf(section.granularity().toUpperCase(Locale.ROOT));
    var query =
        new SeriesQuery(
            SeriesQuery.By.valueOf(section.by().toUpperCase(Locale.ROOT)),
            granularity,
            scope.spec().zone(),
            granularity.begin(scope.range().from(), scope.spec().zone()),
            scope.range().to(),
            text(section.name(), scope),
            MOST_ITEMS,
            null);
    var items = series.items(connection, scope.workspace(), query);
    var rows = items.stream().limit(MOST_ITEMS).map(item -> row(item)).toList();
    return new ReportData.Table(
        section.title(), STATISTICS, rows, items.size() > MOST_ITEMS, section.chart());
  }

  private static List<String> row(Series.Item item) {
    var spread = item.durations();
    return List.of(
        written(item.day() == null ? item.from() : item.day()),
        item.name() == null ? item.uid().toString() : item.name(),
        written(item.step()),
        written(item.accepted()),
        written(item.matched()),
        written(item.succeeded()),
        written(item.failed()),
        written(item.dead()),
        written(item.unknown()),
        written(item.cancelled()),
        written(item.rejected()),
        written(item.attempts()),
        written(spread == null ? null : spread.p50Micros()),
        written(spread == null ? null : spread.p95Micros()),
        written(spread == null ? null : spread.p99Micros()));
  }

  private static ReportData.Table runs(Connection connection, Scope scope, ReportSpec.Runs section)
      throws SQLException {
    try (var statement = connection.prepareStatement(SELECT_RUNS)) {
      statement.setString(1, scope.workspace());
      statement.setObject(2, Rows.time(scope.range().from()));
      statement.setObject(3, Rows.time(scope.range().to()));
      statement.setString(4, text(section.rule(), scope));
      statement.setString(5, text(section.rule(), scope));
      statement.setString(6, section.state());
      statement.setString(7, section.state());
      statement.setInt(8, section.limit() + 1);
      var found = new ArrayList<List<String>>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          found.add(
              List.of(
                  written(Rows.instant(rows, "accepted_at")),
                  rows.getString("run_id"),
                  rows.getString("rule_name"),
                  rows.getString("state"),
                  written(Rows.instantOrNull(rows, "ended_at")),
                  rows.getString("action_states"),
                  written(rows.getString("reject_code"))));
        }
      }
      var isCut = found.size() > section.limit();
      var shown = isCut ? found.subList(0, section.limit()) : found;
      return new ReportData.Table(section.title(), RUNS, List.copyOf(shown), isCut, null);
    }
  }

  private static @Nullable String text(ReportSpec.@Nullable Text text, Scope scope) {
    return text == null ? null : text.in(scope.given());
  }

  private static String written(@Nullable Object value) {
    return Objects.toString(value, "");
  }
}
