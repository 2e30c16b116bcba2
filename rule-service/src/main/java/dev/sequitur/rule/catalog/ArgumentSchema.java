package dev.sequitur.rule.catalog;

import dev.sequitur.rule.RuleProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Checks an action's arguments as far as they are known before there is an event: a text with an
 * expression in it may become anything, and is let through.
 *
 * <p>Knows the keywords of JSON Schema that the executor's schemas use: type, required, properties,
 * additionalProperties, items, enum (whatever the case), maxLength, anyOf, and one of our own.
 */
final class ArgumentSchema {

  /** Our own keyword: the text is code for somebody, and no value may become a part of it. */
  private static final String LITERAL = "x-sequitur-literal";

  private final Map<String, Object> root;

  ArgumentSchema(Map<String, Object> root) {
    this.root = root;
  }

  void check(Map<?, ?> arguments, String pointer, Findings findings) {
    check(root, arguments, pointer, findings);
  }

  private static void check(
      Map<?, ?> schema, @Nullable Object value, String pointer, Findings findings) {
    if (value instanceof String text && text.contains("${")) {
      if (Boolean.TRUE.equals(schema.get(LITERAL))) {
        invalid(pointer, "must be written out, without ${…}: values go into params", findings);
      }
      return;
    }
    if (schema.get("anyOf") instanceof List<?> choices) {
      anyOf(choices, value, pointer, findings);
    }
    if (!ofType(schema.get("type"), value)) {
      invalid(pointer, "must be of type " + names(schema.get("type")), findings);
      return;
    }
    if (schema.get("enum") instanceof List<?> words && !holds(words, value)) {
      invalid(pointer, "must be one of " + names(words), findings);
    }
    if (schema.get("maxLength") instanceof Integer most
        && value instanceof String text
        && text.length() > most) {
      invalid(pointer, "must have at most " + most + " characters", findings);
    }
    if (value instanceof Map<?, ?> members) {
      members(schema, members, pointer, findings);
    }
    if (value instanceof List<?> elements && schema.get("items") instanceof Map<?, ?> items) {
      for (int i = 0; i < elements.size(); i++) {
        check(items, elements.get(i), pointer + "/" + i, findings);
      }
    }
  }

  /** Each choice of the executor's schemas is a text of some kind, or a reference to a secret. */
  private static void anyOf(
      List<?> choices, @Nullable Object value, String pointer, Findings findings) {
    for (var choice : choices) {
      var ofOne = new Findings();
      check((Map<?, ?>) choice, value, pointer, ofOne);
      if (ofOne.all().isEmpty()) {
        return;
      }
    }
    invalid(pointer, "must be a text or a reference {secret: name}", findings);
  }

  private static void members(
      Map<?, ?> schema, Map<?, ?> members, String pointer, Findings findings) {
    var properties = schema.get("properties") instanceof Map<?, ?> known ? known : Map.of();
    if (schema.get("required") instanceof List<?> required) {
      for (var name : required) {
        if (members.get(name) == null) {
          findings.add(pointer + "/" + name, RuleProblem.RULE_FIELD_MISSING, name + " is required");
        }
      }
    }
    members.forEach(
        (name, value) -> {
          var at = pointer + "/" + Pointers.escaped(String.valueOf(name));
          var own = properties.containsKey(name) ? properties.get(name) : others(schema);
          switch (own) {
            case Map<?, ?> subschema -> check(subschema, value, at, findings);
            case Boolean allowed when !allowed ->
                findings.add(
                    at,
                    RuleProblem.RULE_FIELD_UNKNOWN,
                    "known here: " + names(properties.keySet()));
            default -> {}
          }
        });
  }

  private static Object others(Map<?, ?> schema) {
    var others = schema.get("additionalProperties");
    return others == null ? Boolean.TRUE : others;
  }

  private static boolean ofType(@Nullable Object type, @Nullable Object value) {
    return switch (type) {
      case String name -> isA(name, value);
      case List<?> types -> types.stream().anyMatch(one -> ofType(one, value));
      case null, default -> true;
    };
  }

  private static boolean isA(String type, @Nullable Object value) {
    return switch (type) {
      case "string" -> value instanceof String;
      case "object" -> value instanceof Map;
      case "array" -> value instanceof List;
      case "boolean" -> value instanceof Boolean;
      case "number" -> value instanceof Number;
      case "integer" -> value instanceof Integer || value instanceof Long;
      default -> true;
    };
  }

  private static boolean holds(List<?> words, @Nullable Object value) {
    return words.stream()
        .anyMatch(word -> String.valueOf(word).equalsIgnoreCase(String.valueOf(value)));
  }

  private static String names(@Nullable Object words) {
    return words instanceof Iterable<?> several
        ? String.join(", ", sorted(several))
        : String.valueOf(words);
  }

  private static List<String> sorted(Iterable<?> words) {
    var sorted = new java.util.TreeSet<String>();
    words.forEach(word -> sorted.add(String.valueOf(word)));
    return List.copyOf(sorted);
  }

  private static void invalid(String pointer, String detail, Findings findings) {
    findings.add(pointer, RuleProblem.RULE_ARGUMENT_INVALID, detail);
  }
}
