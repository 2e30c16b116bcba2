package dev.sequitur.executor.action;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pieces of the JSON Schemas (2020-12) that actions describe themselves with. */
public final class Schemas {

  /** A reference to a secret of the workspace. */
  public static final Map<String, Object> SECRET =
      object(List.of("secret"), Map.of("secret", Map.of("type", "string")));

  /** A text, or a reference to a secret. */
  public static final Map<String, Object> TEXT_OR_SECRET =
      Map.of("anyOf", List.of(Map.of("type", "string", "maxLength", 8192), SECRET));

  public static final Map<String, Object> DURATION =
      Map.of("type", "string", "examples", List.of("500ms", "5s", "PT5S"));

  private Schemas() {}

  /** An object that holds these and no other fields. */
  public static Map<String, Object> object(
      List<String> required, Map<String, ? extends Object> properties) {
    return Map.of(
        "type",
        "object",
        "required",
        required,
        "additionalProperties",
        false,
        "properties",
        properties);
  }

  /** An object that gives some fields. */
  public static Map<String, Object> output(Map<String, ? extends Object> properties) {
    return Map.of("type", "object", "properties", properties);
  }

  public static Map<String, Object> text(int longest) {
    return Map.of("type", "string", "maxLength", longest);
  }

  /** A text that stands in the rule as it is sent: no expression may make it. */
  public static Map<String, Object> literal(int longest, String description) {
    Map<String, Object> schema = new LinkedHashMap<>(text(longest));
    schema.put("description", description);
    schema.put("x-sequitur-literal", true);
    return schema;
  }

  /** The name of a connection of a type. */
  public static Map<String, Object> connection(String type) {
    return Map.of(
        "type", "string", "maxLength", 63, "description", "name of a connection of type " + type);
  }
}
