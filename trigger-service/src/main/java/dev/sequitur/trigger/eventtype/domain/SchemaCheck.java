package dev.sequitur.trigger.eventtype.domain;

import dev.sequitur.kit.expression.RegexCheck;
import dev.sequitur.kit.problem.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What of JSON Schema 2020-12 is understood: the keywords that describe events, with references
 * within the schema that lead back nowhere. What it takes to hold a value against such a schema is
 * bounded, and known beforehand.
 */
public final class SchemaCheck {

  static final int MOST_NODES = 1_000;
  static final int DEEPEST = 20;

  /** How many nodes it may have once each reference is replaced by what it refers to. */
  static final int MOST_EXPANDED = 5_000;

  private static final String DEFINITIONS = "#/$defs/";

  private static final Set<String> KEYWORDS =
      new TreeSet<>(
          Set.of(
              "$schema",
              "$comment",
              "$defs",
              "$ref",
              "title",
              "description",
              "default",
              "examples",
              "deprecated",
              "type",
              "enum",
              "const",
              "format",
              "properties",
              "required",
              "additionalProperties",
              "items",
              "allOf",
              "anyOf",
              "oneOf",
              "minimum",
              "maximum",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "minLength",
              "maxLength",
              "pattern",
              "minItems",
              "maxItems",
              "uniqueItems",
              "minProperties",
              "maxProperties"));

  private final Map<?, ?> root;
  private final List<Violation> errors = new ArrayList<>();
  private int nodes;

  private SchemaCheck(Map<?, ?> root) {
    this.root = root;
  }

  /** All that is not understood, with pointers under the one that is given. */
  public static List<Violation> errors(Map<?, ?> schema, String pointer) {
    var check = new SchemaCheck(schema);
    check.visit(schema, pointer, 0);
    if (check.errors.isEmpty() && new SchemaSize(schema).of(schema) > MOST_EXPANDED) {
      check.error(
          pointer,
          "SCHEMA_TOO_LARGE",
          "with its references in their places it has more than " + MOST_EXPANDED + " parts");
    }
    return check.errors;
  }

  private void visit(@Nullable Object node, String pointer, int depth) {
    if (!(node instanceof Map<?, ?> schema)) {
      return; // true, false, or what the meta-schema refuses
    }
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      tooLarge(pointer);
      return;
    }
    for (var member : schema.entrySet()) {
      keyword(String.valueOf(member.getKey()), member.getValue(), pointer, depth);
    }
  }

  private void keyword(String keyword, @Nullable Object value, String pointer, int depth) {
    var at = pointer + "/" + escaped(keyword);
    switch (keyword) {
      case "properties", "$defs" -> members(value, at, depth);
      case "items", "additionalProperties" -> visit(value, at, depth + 1);
      case "allOf", "anyOf", "oneOf" -> elements(value, at, depth);
      case "$ref" -> reference(value, at);
      case "pattern" -> pattern(value, at);
      case "$schema" -> dialect(value, at);
      default -> {
        if (!KEYWORDS.contains(keyword)) {
          error(at, "SCHEMA_KEYWORD_UNKNOWN", "known here: " + String.join(", ", KEYWORDS));
        }
      }
    }
  }

  private void members(@Nullable Object value, String pointer, int depth) {
    if (value instanceof Map<?, ?> members) {
      members.forEach(
          (name, member) ->
              visit(member, pointer + "/" + escaped(String.valueOf(name)), depth + 1));
    }
  }

  private void elements(@Nullable Object value, String pointer, int depth) {
    if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        visit(list.get(i), pointer + "/" + i, depth + 1);
      }
    }
  }

  private void reference(@Nullable Object value, String pointer) {
    if (!(value instanceof String to) || definition(root, to) == null) {
      error(
          pointer,
          "SCHEMA_REFERENCE",
          "a reference leads to a definition of this schema, as #/$defs/address does");
    }
  }

  private void pattern(@Nullable Object value, String pointer) {
    if (!(value instanceof String regex)) {
      return;
    }
    switch (RegexCheck.problem(regex)) {
      case null -> {}
      case EXPRESSION_TOO_LARGE ->
          error(pointer, "SCHEMA_TOO_LARGE", "the regular expression is too large");
      default -> error(pointer, "SCHEMA_INVALID", "this is no regular expression of RE2");
    }
  }

  private void dialect(@Nullable Object value, String pointer) {
    if (!"https://json-schema.org/draft/2020-12/schema".equals(value)) {
      error(pointer, "SCHEMA_INVALID", "only JSON Schema 2020-12 is understood");
    }
  }

  /** What a local reference leads to; null if it leads nowhere. */
  static @Nullable Object definition(Map<?, ?> root, String reference) {
    return reference.startsWith(DEFINITIONS) && root.get("$defs") instanceof Map<?, ?> definitions
        ? definitions.get(
            reference.substring(DEFINITIONS.length()).replace("~1", "/").replace("~0", "~"))
        : null;
  }

  private void tooLarge(String pointer) {
    if (errors.stream().noneMatch(error -> error.code().equals("SCHEMA_TOO_LARGE"))) {
      error(
          pointer,
          "SCHEMA_TOO_LARGE",
          "at most " + MOST_NODES + " parts, nested at most " + DEEPEST + " deep");
    }
  }

  private void error(String pointer, String code, String detail) {
    errors.add(new Violation(pointer, code, detail));
  }

  private static String escaped(String name) {
    return name.replace("~", "~0").replace("/", "~1");
  }
}
