package dev.sequitur.reporting.report.domain;

import java.time.ZoneId;
import java.util.stream.Collectors;

/** What stands at the head of a report, in words. */
public final class Preamble {

  /** Said below a table that is cut. */
  public static final String CUT = "There are more rows than a report may have.";

  private Preamble() {}

  /** The range, in the report's zone. */
  public static String range(ReportData report) {
    var zone = ZoneId.of(report.zone());
    return report.from().atZone(zone).toOffsetDateTime()
        + " – "
        + report.to().atZone(zone).toOffsetDateTime()
        + " ("
        + report.zone()
        + ")";
  }

  /** Where the range stands on the log. */
  public static String log(ReportData report) {
    var log = report.log();
    if (log == null || log.isEmpty()) {
      return "Log: no event of the range is in the index";
    }
    return log.entrySet().stream()
        .map(entry -> entry.getKey() + ": " + entry.getValue())
        .collect(Collectors.joining(", ", "Log: ", ""));
  }

  /** Of which definition it is. */
  public static String origin(ReportData report) {
    return report.definition() + ", version " + report.version();
  }
}
