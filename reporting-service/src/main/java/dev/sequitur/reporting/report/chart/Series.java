package dev.sequitur.reporting.report.chart;

import dev.sequitur.reporting.report.domain.ReportData;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of a chart. A period in which nothing happened has no row in the table, and a zero
 * here.
 *
 * @param periods in order, all of the range
 * @param lines one for each column that is drawn
 */
public record Series(ReportData.Chart.Form form, List<String> periods, List<Line> lines) {

  private static final String PERIOD = "period";

  /** A column's sums by period, in the order of the periods. */
  public record Line(String name, List<Long> values) {}

  /** Adds up what a table says; {@code chart} is the table's own. */
  public static Series of(ReportData report, ReportData.Table table, ReportData.Chart chart) {
    var at = table.columns().indexOf(PERIOD);
    var periods = periods(report, table, at);
    var places = new HashMap<String, Integer>();
    for (int i = 0; i < periods.size(); i++) {
      places.put(periods.get(i), i);
    }
    var lines =
        chart.of().stream()
            .map(
                column ->
                    new Line(column, sums(table, at, table.columns().indexOf(column), places)))
            .toList();
    return new Series(chart.form(), periods, lines);
  }

  /** The greatest value; 0 if there are none. */
  public long greatest() {
    return lines.stream()
        .flatMap(line -> line.values().stream())
        .mapToLong(Long::longValue)
        .max()
        .orElse(0);
  }

  private static List<Long> sums(
      ReportData.Table table, int period, int column, Map<String, Integer> places) {
    var sums = new long[places.size()];
    for (var row : table.rows()) {
      var text = row.get(column);
      if (!text.isEmpty()) {
        sums[Objects.requireNonNull(places.get(row.get(period)))] += Long.parseLong(text);
      }
    }
    return java.util.Arrays.stream(sums).boxed().toList();
  }

  private static List<String> periods(ReportData report, ReportData.Table table, int at) {
    if (table.rows().isEmpty()) {
      return List.of();
    }
    var periods = new java.util.TreeSet<String>();
    table.rows().forEach(row -> periods.add(row.get(at)));
    if (periods.first().indexOf('T') < 0) {
      periods.addAll(days(report));
    } else {
      periods.addAll(hours(report));
    }
    return List.copyOf(periods);
  }

  private static List<String> days(ReportData report) {
    var zone = ZoneId.of(report.zone());
    var days = new ArrayList<String>();
    LocalDate end = report.to().minusNanos(1).atZone(zone).toLocalDate();
    for (var day = report.from().atZone(zone).toLocalDate();
        !day.isAfter(end);
        day = day.plusDays(1)) {
      days.add(day.toString());
    }
    return days;
  }

  private static List<String> hours(ReportData report) {
    var hours = new ArrayList<String>();
    for (Instant hour = report.from().truncatedTo(ChronoUnit.HOURS);
        hour.isBefore(report.to());
        hour = hour.plus(1, ChronoUnit.HOURS)) {
      hours.add(hour.toString());
    }
    return hours;
  }
}
