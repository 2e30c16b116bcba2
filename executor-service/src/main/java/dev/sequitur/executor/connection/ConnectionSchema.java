package dev.sequitur.executor.connection;

import dev.sequitur.executor.connection.Setting.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The JSON Schema (2020-12) of a connection type's spec, made from its settings. */
final class ConnectionSchema {

  private ConnectionSchema() {}

  static Map<String, Object> of(ConnectionType type) {
    var required = new ArrayList<String>(List.of("type"));
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("type", Map.of("const", type.written()));
    for (var setting : type.settings()) {
      if (setting.required()) {
        required.add(setting.name());
      }
      Map<String, Object> property = new LinkedHashMap<>(schema(setting.shape()));
      property.put("description", setting.description());
      properties.put(setting.name(), property);
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("required", required);
    schema.put("additionalProperties", false);
    schema.put("properties", properties);
    return schema;
  }

  private static Map<String, Object> schema(Shape shape) {
    return switch (shape) {
      case Shape.Line(var longest) ->
          Map.of("type", "string", "minLength", 1, "maxLength", longest);
      case Shape.Lines(var longest) ->
          Map.of("type", "string", "minLength", 1, "maxLength", longest);
      case Shape.Word(var words) -> Map.of("enum", words, "default", words.getFirst());
      case Shape.Whole(var least, var most) ->
          Map.of("type", "integer", "minimum", least, "maximum", most);
      case Shape.Truth() -> Map.of("type", "boolean", "default", false);
      case Shape.Host() -> Map.of("type", "string", "maxLength", 253);
      case Shape.HostsAndPorts(var most) ->
          Map.of(
              "type", "array", "minItems", 1, "maxItems", most, "items", Map.of("type", "string"));
      case Shape.Table() -> Map.of("type", "string", "pattern", SettingReader.TABLE.pattern());
      case Shape.Credential() ->
          Map.of(
              "type",
              "object",
              "required",
              List.of("secret"),
              "additionalProperties",
              false,
              "properties",
              Map.of("secret", Map.of("type", "string")));
    };
  }
}
