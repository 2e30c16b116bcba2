package dev.sequitur.trigger.eventtype;

import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.kit.problem.Problem;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Samples to make an event type of.
 *
 * @param closed whether fields that no sample has are to be refused
 */
record InferenceRequest(String type, List<?> samples, boolean closed) {

  static final int MOST_SAMPLES = 1_000;

  /** How many go into the event type. */
  static final int KEPT = 3;

  private static final Set<String> FIELDS = Set.of("closed", "samples", "type");
  private static final int LONGEST_NAME = 63;

  /** The type as a name: com.example.Order_placed is com-example-order-placed. */
  String name() {
    var name = type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    var trimmed = name.replaceAll("^-+|-+$", "");
    var cut = trimmed.substring(Math.max(0, trimmed.length() - LONGEST_NAME));
    return cut.isEmpty() ? "event" : cut.replaceAll("^-+", "");
  }

  static InferenceRequest read(byte[] body) {
    return switch (JsonValues.parse(body)) {
      case Json.Parsed(Map<?, ?> members) -> of(members);
      case Json.Parsed _ ->
          throw invalid(List.of(new Violation("", "WRONG_TYPE", "an object is expected here")));
      case Json.Malformed(String detail, int line, int column) ->
          throw CommonProblem.MALFORMED_REQUEST.with(
              "The body: " + detail + ", line " + line + ", column " + column + ".");
    };
  }

  private static InferenceRequest of(Map<?, ?> members) {
    var errors = new ArrayList<Violation>();
    var type = type(members.get("type"), errors);
    var samples = samples(members.get("samples"), errors);
    var closed = members.get("closed");
    if (closed != null && !(closed instanceof Boolean)) {
      errors.add(new Violation("/closed", "WRONG_TYPE", "true or false is expected here"));
    }
    for (var name : members.keySet()) {
      if (!FIELDS.contains(String.valueOf(name))) {
        var escaped = String.valueOf(name).replace("~", "~0").replace("/", "~1");
        errors.add(
            new Violation("/" + escaped, "UNKNOWN_FIELD", "known here: closed, samples, type"));
      }
    }
    if (!errors.isEmpty()) {
      throw invalid(errors);
    }
    return new InferenceRequest(type, samples, Boolean.TRUE.equals(closed));
  }

  private static String type(@Nullable Object given, List<Violation> errors) {
    if (given instanceof String type && EventTypeReader.TYPE.matcher(type).matches()) {
      return type;
    }
    errors.add(
        new Violation("/type", "WRONG_VALUE", "one type of events, such as com.example.order"));
    return "";
  }

  private static List<?> samples(@Nullable Object given, List<Violation> errors) {
    if (given instanceof List<?> samples && !samples.isEmpty() && samples.size() <= MOST_SAMPLES) {
      return samples;
    }
    errors.add(
        new Violation("/samples", "OUT_OF_RANGE", "a list of 1 to " + MOST_SAMPLES + " samples"));
    return List.of();
  }

  private static Problem invalid(List<Violation> errors) {
    return CommonProblem.VALIDATION_FAILED.with("No event type can be made of this.", errors);
  }
}
