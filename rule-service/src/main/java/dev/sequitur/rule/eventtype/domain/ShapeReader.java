package dev.sequitur.rule.eventtype.domain;

import dev.sequitur.kit.expression.Scope.Type;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The shape of a JSON Schema. What it does not understand it takes for anything: a rule is refused
 * only for what is certain.
 */
public final class ShapeReader {

  private static final int DEEPEST = 40;
  private static final String DEFINITIONS = "#/$defs/";

  private final Map<?, ?> root;

  private ShapeReader(Map<?, ?> root) {
    this.root = root;
  }

  public static Shape of(Map<?, ?> schema) {
    return new ShapeReader(schema).shape(schema, 0);
  }

  private Shape shape(@Nullable Object node, int depth) {
    if (!(node instanceof Map<?, ?> schema) || depth > DEEPEST) {
      return Shape.ANY;
    }
    if (schema.get("$ref") instanceof String reference) {
      return shape(definition(reference), depth + 1);
    }
    for (var union : List.of("anyOf", "oneOf")) {
      if (schema.get(union) instanceof List<?> parts && !parts.isEmpty()) {
        return parts.stream().map(part -> shape(part, depth + 1)).reduce(Shape::or).orElseThrow();
      }
    }
    return schema.containsKey("allOf") ? Shape.ANY : plain(schema, depth);
  }

  private @Nullable Object definition(String reference) {
    return reference.startsWith(DEFINITIONS) && root.get("$defs") instanceof Map<?, ?> definitions
        ? definitions.get(reference.substring(DEFINITIONS.length()))
        : null;
  }

  private Shape plain(Map<?, ?> schema, int depth) {
    if (schema.get("enum") instanceof List<?> values && !values.isEmpty()) {
      return enumeration(values);
    }
    var types = EnumSet.noneOf(Type.class);
    switch (schema.get("type")) {
      case String word -> types.addAll(types(word));
      case List<?> words -> words.forEach(word -> types.addAll(types(String.valueOf(word))));
      case null, default -> {}
    }
    return types.isEmpty()
        ? Shape.ANY
        : new Shape(
            types,
            members(schema, depth),
            Boolean.FALSE.equals(schema.get("additionalProperties"))
                ? null
                : shape(schema.get("additionalProperties"), depth + 1),
            shape(schema.get("items"), depth + 1),
            null);
  }

  private Map<String, Shape> members(Map<?, ?> schema, int depth) {
    var members = new LinkedHashMap<String, Shape>();
    if (schema.get("properties") instanceof Map<?, ?> properties) {
      properties.forEach(
          (name, member) -> members.put(String.valueOf(name), shape(member, depth + 1)));
    }
    return members;
  }

  private static Shape enumeration(List<?> values) {
    var types = EnumSet.noneOf(Type.class);
    for (var value : values) {
      switch (value) {
        case null -> types.add(Type.NULL);
        case String _ -> types.add(Type.STRING);
        case Boolean _ -> types.add(Type.BOOL);
        case Number _ -> types.addAll(types("number"));
        default -> {
          return Shape.ANY;
        }
      }
    }
    var words = values.stream().filter(String.class::isInstance).map(String.class::cast).toList();
    return new Shape(types, Map.of(), Shape.ANY, Shape.ANY, words);
  }

  /** A number without a fraction may come as a whole one, and 5.0 is an integer to JSON Schema. */
  private static Set<Type> types(String word) {
    return switch (word) {
      case "string" -> Set.of(Type.STRING);
      case "integer", "number" -> Set.of(Type.INT, Type.DOUBLE);
      case "boolean" -> Set.of(Type.BOOL);
      case "null" -> Set.of(Type.NULL);
      case "array" -> Set.of(Type.LIST);
      case "object" -> Set.of(Type.MAP);
      default -> Set.of();
    };
  }
}
