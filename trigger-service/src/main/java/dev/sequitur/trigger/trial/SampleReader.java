package dev.sequitur.trigger.trial;

import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Violation;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads a sample strictly; what is wrong with it is said all at once, with its places. */
final class SampleReader {

  private final Map<?, ?> members;
  private final List<Violation> errors = new ArrayList<>();

  private SampleReader(Map<?, ?> members) {
    this.members = members;
  }

  /**
   * @param document JSON; nothing at all is an empty sample
   * @param fields those that the trigger's kind of source has
   */
  static Sample read(byte @Nullable [] document, Set<String> fields) {
    if (document == null || document.length == 0) {
      return new SampleReader(Map.of()).sample(fields);
    }
    return switch (JsonValues.parse(document)) {
      case Json.Parsed(Map<?, ?> members) -> new SampleReader(members).sample(fields);
      case Json.Parsed _ ->
          throw CommonProblem.VALIDATION_FAILED.with(
              "This is no sample.",
              List.of(new Violation("", "WRONG_TYPE", "an object is expected here")));
      case Json.Malformed(String detail, int line, int column) ->
          throw CommonProblem.MALFORMED_REQUEST.with(
              "The sample: " + detail + ", line " + line + ", column " + column + ".");
    };
  }

  private Sample sample(Set<String> fields) {
    for (var name : members.keySet()) {
      if (!fields.contains(String.valueOf(name))) {
        error(
            String.valueOf(name),
            "UNKNOWN_FIELD",
            "known here: " + String.join(", ", new TreeSet<>(fields)));
      }
    }
    var sample =
        new Sample(
            body(), texts("headers", true), texts("query", false), text("key"), nominalInstant());
    if (!errors.isEmpty()) {
      throw CommonProblem.VALIDATION_FAILED.with("This is no sample.", List.copyOf(errors));
    }
    return sample;
  }

  /** As JSON, or as a text that may be anything: what no JSON is can be tried out too. */
  private byte @Nullable [] body() {
    if (members.containsKey("body") && members.containsKey("text")) {
      error("text", "AMBIGUOUS", "either body or text is expected here");
    }
    if (members.containsKey("body")) {
      return JsonValues.write(members.get("body")).getBytes(StandardCharsets.UTF_8);
    }
    var text = text("text");
    return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
  }

  private Map<String, String> texts(String name, boolean isLowerCase) {
    var value = members.get(name);
    var texts = new HashMap<String, String>();
    if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, text) -> {
            if (text instanceof String given) {
              var written = String.valueOf(key);
              texts.put(isLowerCase ? written.toLowerCase(Locale.ROOT) : written, given);
            } else {
              error(name, "WRONG_TYPE", "texts are expected here");
            }
          });
    } else if (value != null) {
      error(name, "WRONG_TYPE", "an object is expected here");
    }
    return texts;
  }

  private @Nullable String text(String name) {
    var value = members.get(name);
    if (value != null && !(value instanceof String)) {
      error(name, "WRONG_TYPE", "a text is expected here");
      return null;
    }
    return (String) value;
  }

  private @Nullable Instant nominalInstant() {
    var text = text("nominalInstant");
    if (text == null) {
      return null;
    }
    try {
      var time = OffsetDateTime.parse(text);
      if (time.getYear() >= 1970 && time.getYear() < 9999) {
        return time.toInstant();
      }
    } catch (DateTimeException e) {
      // Said below, as a year that no schedule has.
    }
    error("nominalInstant", "INVALID_TIME", "a time with its offset, from 1970 to 9998");
    return null;
  }

  private void error(String name, String code, String detail) {
    var escaped = name.replace("~", "~0").replace("/", "~1");
    errors.add(new Violation("/" + escaped, code, detail));
  }
}
