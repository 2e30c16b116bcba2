package dev.sequitur.reporting.report.domain;

import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.reporting.report.domain.FieldReader.Word;
import java.time.ZoneId;
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
 *   - statistics: { title: By day, by: rule, granularity: day, name: { parameter: rule }, chart: line }
 *   - runs: { title: Failed, state: FAILED, rule: { parameter: rule }, limit: 100 }
 * on: [com.example.monday]            # made by itself whenever such an event is accepted
 * delivery: { to: [ops@example.com], connection: mail, format: pdf, unlessEmpty: true }
 * }</pre>
 */
public final class SpecReader {

  private static final int MOST_PARAMETERS = 20;
  private static final Word PERIOD = new Word("period", List.of("DAY", "WEEK", "MONTH"), "DAY");

  /** A spec, or all that is wrong with it. Exactly one of the two is given. */
  public record Reading(@Nullable ReportSpec spec, List<Violation> errors) {}

  private final FieldReader fields = new FieldReader();
  private final Map<String, Optional<String>> parameters = new TreeMap<>();

  private SpecReader() {}

  public static Reading read(Map<String, @Nullable Object> spec) {
    var reader = new SpecReader();
    var read = reader.spec(spec);
    var errors = reader.fields.errors();
    return errors.isEmpty() ? new Reading(read, errors) : new Reading(null, errors);
  }

  private ReportSpec spec(Map<String, @Nullable Object> spec) {
    fields.known(
        spec, "/spec", "title", "zone", "period", "parameters", "sections", "on", "delivery");
    parameters(spec.get("parameters"));
    return new ReportSpec(
        fields.title(spec, "/spec", null),
        zone(spec.get("zone")),
        Period.valueOf(fields.one(spec, "/spec", PERIOD)),
        Map.copyOf(parameters),
        new SectionReader(fields, parameters).sections(spec.get("sections")),
        new OccasionReader(fields).occasion(spec, parameters));
  }

  private void parameters(@Nullable Object given) {
    if (given == null) {
      return;
    }
    var declared = fields.object(given, "/spec/parameters");
    if (declared.size() > MOST_PARAMETERS) {
      fields.error("/spec/parameters", "TOO_MANY", "at most " + MOST_PARAMETERS);
    }
    declared.forEach(
        (name, value) -> {
          var here = FieldReader.below("/spec/parameters", name);
          if (!ManifestReader.isName(name)) {
            fields.error(here, "INVALID_NAME", "1 to 63 of a-z, 0-9 and -");
          }
          var declaration =
              value == null ? Map.<String, @Nullable Object>of() : fields.object(value, here);
          fields.known(declaration, here, "default");
          var otherwise = declaration.get("default");
          parameters.put(name, Optional.ofNullable(fields.text(otherwise, here + "/default")));
        });
  }

  private ZoneId zone(@Nullable Object given) {
    if (given == null) {
      return ZoneId.of("UTC");
    }
    if (given instanceof String name && ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    fields.error("/spec/zone", "WRONG_VALUE", "a time zone such as Europe/Berlin");
    return ZoneId.of("UTC");
  }
}
