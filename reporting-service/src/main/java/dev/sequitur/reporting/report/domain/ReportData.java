package dev.sequitur.reporting.report.domain;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;

/**
 * All that a report says, as text, whatever it is written as. Nothing in it depends on when or
 * where it was made, so the same range over the same log is the same report, byte by byte.
 *
 * @param from the range begins
 * @param to and ends before
 */
public record ReportData(
    String title,
    String definition,
    int version,
    String zone,
    Instant from,
    Instant to,
    SortedMap<String, String> parameters,
    List<Table> tables) {

  /**
   * One section.
   *
   * @param isCut true if there are more rows than a report may have
   */
  public record Table(String title, List<String> columns, List<List<String>> rows, boolean isCut) {}
}
