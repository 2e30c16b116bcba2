package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.RunState;
import dev.sequitur.reporting.report.domain.FieldReader.Word;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the sections of a report's spec. */
final class SectionReader {

  static final int MOST_SECTIONS = 20;
  static final int MOST_RUNS = 1_000;
  private static final int MOST_LINES = 6;
  private static final List<String> STATES =
      Arrays.stream(RunState.values()).map(RunState::name).toList();
  private static final Word BY = new Word("by", List.of("rule", "trigger", "action"), "rule");
  private static final Word GRANULARITY = new Word("granularity", List.of("hour", "day"), "day");
  private static final Word CHART = new Word("chart", List.of("line", "bar"), "line");
  private static final List<String> DRAWN =
      List.of(
          "accepted",
          "matched",
          "succeeded",
          "failed",
          "dead",
          "unknown",
          "cancelled",
          "rejected",
          "attempts");

  private final FieldReader fields;
  private final Map<String, Optional<String>> parameters;

  SectionReader(FieldReader fields, Map<String, Optional<String>> parameters) {
    this.fields = fields;
    this.parameters = parameters;
  }

  List<ReportSpec.Section> sections(@Nullable Object given) {
    var sections = new ArrayList<ReportSpec.Section>();
    if (!(given instanceof List<?> list)) {
      fields.error(
          "/spec/sections",
          given == null ? "MISSING" : "WRONG_TYPE",
          "a list of sections is expected here");
      return sections;
    }
    if (list.isEmpty() || list.size() > MOST_SECTIONS) {
      fields.error(
          "/spec/sections",
          list.isEmpty() ? "EMPTY" : "TOO_MANY",
          "must have 1 to " + MOST_SECTIONS + " elements");
      return sections;
    }
    for (int i = 0; i < list.size(); i++) {
      section(list.get(i), "/spec/sections/" + i).ifPresent(sections::add);
    }
    return sections;
  }

  private Optional<ReportSpec.Section> section(@Nullable Object given, String here) {
    var section = fields.object(given, here);
    fields.known(section, here, "statistics", "runs");
    if (section.containsKey("statistics") == section.containsKey("runs")) {
      fields.error(here, section.isEmpty() ? "MISSING" : "AMBIGUOUS", "either statistics or runs");
      return Optional.empty();
    }
    var name = section.containsKey("runs") ? "runs" : "statistics";
    var inner = fields.object(section.get(name), here + "/" + name);
    return Optional.of(
        name.equals("runs")
            ? runs(inner, here + "/runs")
            : statistics(inner, here + "/statistics"));
  }

  private ReportSpec.Section statistics(Map<String, @Nullable Object> section, String here) {
    fields.known(section, here, "title", "by", "granularity", "name", "chart");
    var by = fields.one(section, here, BY);
    return new ReportSpec.Statistics(
        fields.title(section, here, "Statistics"),
        by,
        fields.one(section, here, GRANULARITY),
        reference(section.get("name"), here + "/name"),
        chart(section, here, by));
  }

  /** {@code chart: line}, or {@code chart: { type: bar, of: [failed, dead] }}. */
  private ReportData.@Nullable Chart chart(
      Map<String, @Nullable Object> section, String here, String by) {
    var given = section.get("chart");
    var usual = by.equals("trigger") ? List.of("accepted") : List.of("succeeded", "failed");
    if (given == null) {
      return null;
    }
    if (given instanceof String) {
      return new ReportData.Chart(form(fields.one(section, here, CHART)), usual);
    }
    var chart = fields.object(given, here + "/chart");
    fields.known(chart, here + "/chart", "type", "of");
    var form = fields.one(chart, here + "/chart", new Word("type", CHART.values(), "line"));
    return new ReportData.Chart(
        form(form), chart.get("of") == null ? usual : drawn(chart.get("of"), here + "/chart/of"));
  }

  private List<String> drawn(@Nullable Object given, String here) {
    var columns = fields.texts(given, here, MOST_LINES);
    for (int i = 0; i < columns.size(); i++) {
      if (!DRAWN.contains(columns.get(i))) {
        fields.error(here + "/" + i, "WRONG_VALUE", "one of " + String.join(", ", DRAWN));
      }
    }
    return columns;
  }

  private static ReportData.Chart.Form form(String type) {
    return type.equals("bar") ? ReportData.Chart.Form.BAR : ReportData.Chart.Form.LINE;
  }

  private ReportSpec.Section runs(Map<String, @Nullable Object> section, String here) {
    fields.known(section, here, "title", "state", "rule", "limit");
    var limit = section.getOrDefault("limit", 100);
    var rows = limit instanceof Integer number ? number : 0;
    if (rows < 1 || rows > MOST_RUNS) {
      fields.error(here + "/limit", "WRONG_VALUE", "a number from 1 to " + MOST_RUNS);
    }
    var state = new Word("state", STATES, "");
    return new ReportSpec.Runs(
        fields.title(section, here, "Runs"),
        reference(section.get("rule"), here + "/rule"),
        section.get("state") == null ? null : fields.one(section, here, state),
        rows);
  }

  private ReportSpec.@Nullable Text reference(@Nullable Object given, String here) {
    if (given == null || given instanceof String) {
      var literal = fields.text(given, here);
      return literal == null ? null : new ReportSpec.Text(literal, null);
    }
    var reference = fields.object(given, here);
    fields.known(reference, here, "parameter");
    if (reference.get("parameter") instanceof String name && parameters.containsKey(name)) {
      return new ReportSpec.Text(null, name);
    }
    fields.error(
        here + "/parameter",
        "UNKNOWN_PARAMETER",
        "declared are " + String.join(", ", parameters.keySet()));
    return null;
  }
}
