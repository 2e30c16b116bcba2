package dev.sequitur.reporting.report.domain;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * All that a report says, as text, whatever it is written as. Nothing in it depends on when or
 * where it was made, so the same range over the same log is the same report, byte by byte.
 *
 * @param from the range begins
 * @param to and ends before
 * @param log where the range stands on the log: by {@code topic/partition} the first and the last
 *     offset of the workspace's events in it; null in what was kept before this was said
 */
public record ReportData(
    String title,
    String definition,
    int version,
    String zone,
    Instant from,
    Instant to,
    SortedMap<String, String> parameters,
    List<Table> tables,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable SortedMap<String, String> log) {

  /**
   * One section.
   *
   * @param isCut true if there are more rows than a report may have
   * @param chart what is drawn of it; null = nothing
   */
  public record Table(
      String title,
      List<String> columns,
      List<List<String>> rows,
      boolean isCut,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Chart chart) {}

  /**
   * A chart over the periods of a table: one series for each of some of its columns, added up over
   * all names.
   *
   * @param of columns of counts, 1 to 6
   */
  public record Chart(Form form, List<String> of) {

    /** How values are drawn. */
    public enum Form {
      LINE,
      BAR
    }
  }

  /** Rows of all tables together. */
  public int rowCount() {
    return tables.stream().mapToInt(table -> table.rows().size()).sum();
  }
}
