package dev.sequitur.gateway.openapi;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is written of each operation in {@code operations.yaml}, and of schemas and parameters in
 * {@code components.yaml}.
 *
 * @param operations by method and path, one entry each: those for every kind are spelt out, and
 *     what has no example of its own has the one of {@code examples.yaml}
 * @param codes by status, the problems that there are, from {@code problems.yaml}
 */
record Descriptions(
    Map<String, JsonNode> operations, JsonNode parameters, JsonNode schemas, JsonNode codes) {

  private static final YAMLMapper YAML = new YAMLMapper();

  static Descriptions read() {
    var operations = file("operations.yaml");
    var components = file("components.yaml");
    var examples = file("examples.yaml");
    var described = new LinkedHashMap<String, JsonNode>();
    operations
        .path("operations")
        .properties()
        .forEach(
            one ->
                spellOut(
                    one.getKey(),
                    withExamples(one.getValue(), examples),
                    operations.path("kinds"),
                    described));
    return new Descriptions(
        described,
        components.path("parameters"),
        components.path("schemas"),
        file("problems.yaml"));
  }

  private static void spellOut(
      String operation, JsonNode text, JsonNode kinds, Map<String, JsonNode> into) {
    if (!operation.contains("{kinds}")) {
      put(into, operation, text);
      return;
    }
    for (var kind : kinds) {
      put(into, filled(operation, kind), tree(filled(text.toString(), kind)));
    }
  }

  /** What says nothing by way of example says what its schema's is, or its media type's. */
  private static JsonNode withExamples(JsonNode text, JsonNode examples) {
    illustrate(text.path("body"), examples);
    text.path("answers").forEach(answer -> illustrate(answer, examples));
    return text;
  }

  private static void illustrate(JsonNode content, JsonNode examples) {
    var known = examples.path(content.path("schema").asText());
    if (content instanceof ObjectNode object && !content.has("example")) {
      if (!known.isMissingNode()) {
        object.set("example", known);
      }
      for (var type : content.path("types")) {
        if (examples.has(type.asText())) {
          object.withObjectProperty("byType").set(type.asText(), examples.path(type.asText()));
        }
      }
    }
  }

  private static void put(Map<String, JsonNode> into, String operation, JsonNode text) {
    if (into.put(operation, text) != null) {
      throw new IllegalStateException("described twice: " + operation);
    }
  }

  private static String filled(String text, JsonNode kind) {
    var filled = text;
    for (var word : kind.properties()) {
      filled = filled.replace("{" + word.getKey() + "}", word.getValue().asText());
    }
    return filled;
  }

  private static JsonNode tree(String json) {
    try {
      return YAML.readTree(json);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode file(String name) {
    try (InputStream file = Descriptions.class.getResourceAsStream("/openapi/" + name)) {
      if (file == null) {
        throw new IllegalStateException(name + " is not on the class path");
      }
      return YAML.readTree(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
