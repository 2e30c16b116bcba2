package dev.sequitur.trigger.eventtype;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.eventtype.domain.PersonalFields;
import dev.sequitur.trigger.eventtype.domain.SchemaCheck;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the {@code spec} of an event type, and says all that is wrong with it. */
final class EventTypeReader {

  static final int MOST_SAMPLES = 20;
  static final int MOST_PERSONAL = 100;
  static final int LONGEST_DESCRIPTION = 2_000;

  /** One type: no wildcard. */
  static final Pattern TYPE = Pattern.compile("[!-~&&[^*]]{1,255}");

  private static final Set<String> FIELDS =
      new TreeSet<>(Set.of("type", "schema", "samples", "personal", "description"));

  private final Map<String, @Nullable Object> spec;
  private final String pointer;
  private final List<Violation> errors = new ArrayList<>();

  private EventTypeReader(Map<String, @Nullable Object> spec, String pointer) {
    this.spec = spec;
    this.pointer = pointer;
  }

  static List<Violation> errors(Map<String, @Nullable Object> spec, String pointer) {
    var reader = new EventTypeReader(spec, pointer);
    reader.type();
    reader.schemaAndWhatItHolds();
    reader.description();
    reader.others();
    return reader.errors;
  }

  private void type() {
    switch (spec.get("type")) {
      case null -> error("type", "MISSING", "type is required");
      case String type when TYPE.matcher(type).matches() -> {}
      case String _ ->
          error("type", "WRONG_VALUE", "one type of events, such as com.example.order");
      default -> error("type", "WRONG_TYPE", "a text is expected here");
    }
  }

  private void schemaAndWhatItHolds() {
    var samples = list("samples", MOST_SAMPLES);
    var personal = list("personal", MOST_PERSONAL);
    switch (spec.get("schema")) {
      case null -> error("schema", "MISSING", "schema is required");
      case Map<?, ?> schema -> {
        var wrong = new ArrayList<>(SchemaCheck.errors(schema, pointer + "/schema"));
        if (wrong.isEmpty()) {
          wrong.addAll(JsonSchemas.malformed(schema, pointer + "/schema"));
        }
        errors.addAll(wrong);
        if (wrong.isEmpty()) {
          errors.addAll(JsonSchemas.mismatches(schema, samples, pointer + "/samples"));
          errors.addAll(PersonalFields.errors(schema, personal, pointer + "/personal"));
        }
      }
      default -> error("schema", "WRONG_TYPE", "an object is expected here");
    }
  }

  private List<?> list(String name, int most) {
    return switch (spec.get(name)) {
      case null -> List.of();
      case List<?> list when list.size() <= most -> list;
      case List<?> _ -> {
        error(name, "OUT_OF_RANGE", "at most " + most);
        yield List.of();
      }
      default -> {
        error(name, "WRONG_TYPE", "a list is expected here");
        yield List.of();
      }
    };
  }

  private void description() {
    var description = spec.get("description");
    if (description instanceof String text && text.length() > LONGEST_DESCRIPTION) {
      error("description", "OUT_OF_RANGE", "at most " + LONGEST_DESCRIPTION + " characters");
    } else if (description != null && !(description instanceof String)) {
      error("description", "WRONG_TYPE", "a text is expected here");
    }
  }

  private void others() {
    for (var name : spec.keySet()) {
      if (!FIELDS.contains(name)) {
        error(
            name.replace("~", "~0").replace("/", "~1"),
            "UNKNOWN_FIELD",
            "known here: " + String.join(", ", FIELDS));
      }
    }
  }

  private void error(String name, String code, String detail) {
    errors.add(new Violation(pointer + "/" + name, code, detail));
  }
}
