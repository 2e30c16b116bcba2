package dev.sequitur.reporting.report.domain;

import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A report's {@code spec}, free of errors.
 *
 * @param parameters by name, with the value that holds where none is given; empty if one must be
 * @param occasion when it is made by itself
 */
public record ReportSpec(
    String title,
    ZoneId zone,
    Period period,
    Map<String, Optional<String>> parameters,
    List<Section> sections,
    Occasion occasion) {

  /** A table of the report. */
  public sealed interface Section {
    String title();
  }

  /**
   * Statistics of rules, triggers or actions.
   *
   * @param by {@code rule}, {@code trigger} or {@code action}
   * @param granularity {@code hour} or {@code day}
   * @param chart what is drawn above the table; null = nothing
   */
  public record Statistics(
      String title,
      String by,
      String granularity,
      @Nullable Text name,
      ReportData.@Nullable Chart chart)
      implements Section {}

  /**
   * Runs, oldest first.
   *
   * @param state null for all
   * @param limit rows at most; that there are more is said
   */
  public record Runs(String title, @Nullable Text rule, @Nullable String state, int limit)
      implements Section {}

  /** A text that is written in the spec, or the name of the parameter that gives it. */
  public record Text(@Nullable String literal, @Nullable String parameter) {

    /** The text, given all parameters. */
    public String in(Map<String, String> parameters) {
      return literal != null ? literal : parameters.getOrDefault(String.valueOf(parameter), "");
    }
  }
}
