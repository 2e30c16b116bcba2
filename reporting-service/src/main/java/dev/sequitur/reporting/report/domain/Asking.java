package dev.sequitur.reporting.report.domain;

import dev.sequitur.kit.problem.Violation;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What is asked for: a range and all parameters, checked against the definition. */
public final class Asking {

  private static final Duration LONGEST = Duration.ofDays(400);
  private static final int LONGEST_TEXT = 200;

  /**
   * A report that is asked for, or all that is wrong.
   *
   * @param parameters all that are declared, with the values that hold
   */
  public record Asked(
      Period.Range range, SortedMap<String, String> parameters, List<Violation> errors) {}

  private final List<Violation> errors = new ArrayList<>();

  private Asking() {}

  /**
   * Reads a request {@code {from, to, parameters}}, all of which may be left out. Without a range
   * it is the last whole period.
   *
   * @param now a range may not end after it: what has not happened cannot be told
   */
  public static Asked of(Map<String, @Nullable Object> body, ReportSpec spec, Instant now) {
    var asking = new Asking();
    asking.known(body);
    var range = asking.range(body, spec, now);
    var parameters = asking.parameters(body.get("parameters"), spec);
    return new Asked(range, parameters, List.copyOf(asking.errors));
  }

  private void known(Map<String, @Nullable Object> body) {
    for (var name : body.keySet()) {
      if (!List.of("from", "to", "parameters").contains(name)) {
        error("/" + name, "UNKNOWN_FIELD", "known here: from, to, parameters");
      }
    }
  }

  private Period.Range range(Map<String, @Nullable Object> body, ReportSpec spec, Instant now) {
    var usual = spec.period().before(now, spec.zone());
    var from = instant(body, "from");
    var to = instant(body, "to");
    if (from == null && to == null) {
      return usual;
    }
    if (from == null || to == null) {
      if (errors.isEmpty()) {
        error(from == null ? "/from" : "/to", "MISSING", "a range has both");
      }
      return usual;
    }
    if (!from.isBefore(to)) {
      error("/from", "OUT_OF_RANGE", "must be before to");
    } else if (Duration.between(from, to).compareTo(LONGEST) > 0) {
      error("/from", "OUT_OF_RANGE", "must be at most 400 days before to");
    } else if (to.isAfter(now)) {
      error("/to", "OUT_OF_RANGE", "must not be in the future");
    }
    return new Period.Range(from, to);
  }

  private @Nullable Instant instant(Map<String, @Nullable Object> body, String name) {
    var given = body.get(name);
    if (given == null) {
      return null;
    }
    try {
      if (given instanceof String text) {
        return Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      }
    } catch (DateTimeException e) {
      // Said below, as for what is no text.
    }
    error("/" + name, "INVALID_TIME", "an instant such as 2026-01-31T12:00:00Z");
    return null;
  }

  private SortedMap<String, String> parameters(@Nullable Object given, ReportSpec spec) {
    var parameters = new TreeMap<String, String>();
    spec.parameters().forEach((name, usual) -> usual.ifPresent(it -> parameters.put(name, it)));
    if (given instanceof Map<?, ?> map) {
      map.forEach((name, value) -> parameter(parameters, String.valueOf(name), value, spec));
    } else if (given != null) {
      error("/parameters", "WRONG_TYPE", "an object is expected here");
    }
    for (var name : spec.parameters().keySet()) {
      if (!parameters.containsKey(name)) {
        error("/parameters/" + name, "MISSING", "has no default");
      }
    }
    return parameters;
  }

  private void parameter(
      Map<String, String> parameters, String name, @Nullable Object value, ReportSpec spec) {
    if (!spec.parameters().containsKey(name)) {
      var declared = String.join(", ", spec.parameters().keySet());
      error("/parameters/" + name, "UNKNOWN_PARAMETER", "declared are " + declared);
    } else if (value instanceof String text
        && !text.isEmpty()
        && text.length() <= LONGEST_TEXT
        && text.indexOf(0) < 0) {
      parameters.put(name, text);
    } else {
      error("/parameters/" + name, "WRONG_TYPE", "a text of 1 to 200 characters");
      parameters.put(name, "");
    }
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }
}
