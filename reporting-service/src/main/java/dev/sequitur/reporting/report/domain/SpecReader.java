package dev.sequitur.reporting.report.domain;

import dev.sequitur.contracts.RunState;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.Violation;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads a report's spec strictly:
 *
 * <pre>{@code
 * title: Failures of the week
 * zone: Europe/Berlin                 # UTC
 * period: WEEK                        # DAY (the default), WEEK or MONTH: the last whole one
 * parameters: { rule: { default: big-order } }
 * sections:
 *   - statistics: { title: By day, by: rule, granularity: day, name: { parameter: rule } }
 *   - runs: { title: Failed, state: FAILED, rule: { parameter: rule }, limit: 100 }
 * }</pre>
 */
public final class SpecReader {

  static final int MOST_SECTIONS = 20;
  static final int MOST_RUNS = 1_000;
  private static final int MOST_PARAMETERS = 20;
  private static final int LONGEST = 200;
  private static final List<String> STATES =
      Arrays.stream(RunState.values()).map(RunState::name).toList();

  /** A spec, or all that is wrong with it. Exactly one of the two is given. */
  public record Reading(@Nullable ReportSpec spec, List<Violation> errors) {}

  private final List<Violation> errors = new ArrayList<>();
  private final Map<String, Optional<String>> parameters = new TreeMap<>();

  private SpecReader() {}

  public static Reading read(Map<String, @Nullable Object> spec) {
    var reader = new SpecReader();
    var read = reader.spec(spec);
    return reader.errors.isEmpty()
        ? new Reading(read, List.of())
        : new Reading(null, List.copyOf(reader.errors));
  }

  private ReportSpec spec(Map<String, @Nullable Object> spec) {
    known(spec, "/spec", "title", "zone", "period", "parameters", "sections");
    parameters(spec.get("parameters"));
    var title = title(spec, "/spec", null);
    var zone = zone(spec.get("zone"));
    var period = one(spec, "/spec", "period", List.of("DAY", "WEEK", "MONTH"), "DAY");
    return new ReportSpec(
        title,
        zone,
        Period.valueOf(period),
        Map.copyOf(parameters),
        sections(spec.get("sections")));
  }

  private void parameters(@Nullable Object given) {
    if (given == null) {
      return;
    }
    var declared = object(given, "/spec/parameters");
    if (declared.size() > MOST_PARAMETERS) {
      error("/spec/parameters", "TOO_MANY", "at most " + MOST_PARAMETERS);
    }
    declared.forEach(
        (name, value) -> {
          var here = below("/spec/parameters", name);
          if (!ManifestReader.isName(name)) {
            error(here, "INVALID_NAME", "1 to 63 of a-z, 0-9 and -");
          }
          var declaration =
              value == null ? Map.<String, @Nullable Object>of() : object(value, here);
          known(declaration, here, "default");
          var otherwise = declaration.get("default");
          parameters.put(name, Optional.ofNullable(text(otherwise, here + "/default")));
        });
  }

  private List<ReportSpec.Section> sections(@Nullable Object given) {
    var sections = new ArrayList<ReportSpec.Section>();
    if (!(given instanceof List<?> list)) {
      error(
          "/spec/sections",
          given == null ? "MISSING" : "WRONG_TYPE",
          "a list of sections is expected here");
      return sections;
    }
    if (list.isEmpty() || list.size() > MOST_SECTIONS) {
      error(
          "/spec/sections",
          list.isEmpty() ? "EMPTY" : "TOO_MANY",
          "must have 1 to " + MOST_SECTIONS + " elements");
      return sections;
    }
    for (int i = 0; i < list.size(); i++) {
      var here = "/spec/sections/" + i;
      var section = object(list.get(i), here);
      known(section, here, "statistics", "runs");
      if (section.containsKey("statistics") == section.containsKey("runs")) {
        error(here, section.isEmpty() ? "MISSING" : "AMBIGUOUS", "either statistics or runs");
      } else if (section.containsKey("runs")) {
        sections.add(runs(object(section.get("runs"), here + "/runs"), here + "/runs"));
      } else {
        var inner = here + "/statistics";
        sections.add(statistics(object(section.get("statistics"), inner), inner));
      }
    }
    return sections;
  }

  private ReportSpec.Section statistics(Map<String, @Nullable Object> section, String here) {
    known(section, here, "title", "by", "granularity", "name");
    return new ReportSpec.Statistics(
        title(section, here, "Statistics"),
        one(section, here, "by", List.of("rule", "trigger", "action"), "rule"),
        one(section, here, "granularity", List.of("hour", "day"), "day"),
        reference(section.get("name"), here + "/name"));
  }

  private ReportSpec.Section runs(Map<String, @Nullable Object> section, String here) {
    known(section, here, "title", "state", "rule", "limit");
    var limit = section.getOrDefault("limit", 100);
    var rows = limit instanceof Integer number ? number : 0;
    if (rows < 1 || rows > MOST_RUNS) {
      error(here + "/limit", "WRONG_VALUE", "a number from 1 to " + MOST_RUNS);
    }
    return new ReportSpec.Runs(
        title(section, here, "Runs"),
        reference(section.get("rule"), here + "/rule"),
        section.get("state") == null ? null : one(section, here, "state", STATES, ""),
        rows);
  }

  private ReportSpec.@Nullable Text reference(@Nullable Object given, String here) {
    if (given == null || given instanceof String) {
      var literal = text(given, here);
      return literal == null ? null : new ReportSpec.Text(literal, null);
    }
    var reference = object(given, here);
    known(reference, here, "parameter");
    if (reference.get("parameter") instanceof String name && parameters.containsKey(name)) {
      return new ReportSpec.Text(null, name);
    }
    error(
        here + "/parameter",
        "UNKNOWN_PARAMETER",
        "declared are " + String.join(", ", parameters.keySet()));
    return null;
  }

  private String title(Map<String, @Nullable Object> object, String here, @Nullable String usual) {
    var title = text(object.get("title"), here + "/title");
    if (title == null && usual == null) {
      if (object.get("title") == null) {
        error(here + "/title", "MISSING", "a title is required");
      }
      return "";
    }
    return title == null ? String.valueOf(usual) : title;
  }

  private ZoneId zone(@Nullable Object given) {
    if (given == null) {
      return ZoneId.of("UTC");
    }
    if (given instanceof String name && ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    error("/spec/zone", "WRONG_VALUE", "a time zone such as Europe/Berlin");
    return ZoneId.of("UTC");
  }

  private String one(
      Map<String, @Nullable Object> object,
      String here,
      String name,
      List<String> values,
      String usual) {
    var given = object.get(name);
    if (given == null) {
      return usual;
    }
    if (given instanceof String text && values.contains(text)) {
      return text;
    }
    error(here + "/" + name, "WRONG_VALUE", "one of " + String.join(", ", values));
    return values.getFirst();
  }

  private @Nullable String text(@Nullable Object given, String here) {
    if (given == null) {
      return null;
    }
    if (given instanceof String text && !text.isEmpty() && text.length() <= LONGEST) {
      return text;
    }
    error(here, "WRONG_TYPE", "a text of 1 to " + LONGEST + " characters");
    return null;
  }

  private Map<String, @Nullable Object> object(@Nullable Object given, String here) {
    var object = new TreeMap<String, @Nullable Object>();
    if (given instanceof Map<?, ?> map) {
      map.forEach((key, value) -> object.put(String.valueOf(key), value));
    } else {
      error(here, "WRONG_TYPE", "an object is expected here");
    }
    return object;
  }

  private void known(Map<String, @Nullable Object> object, String here, String... names) {
    for (var name : object.keySet()) {
      if (!List.of(names).contains(name)) {
        error(below(here, name), "UNKNOWN_FIELD", "known here: " + String.join(", ", names));
      }
    }
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  private static String below(String pointer, String name) {
    return pointer + "/" + name.replace("~", "~0").replace("/", "~1");
  }
}
