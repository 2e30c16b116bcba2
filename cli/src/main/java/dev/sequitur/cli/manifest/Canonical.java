package dev.sequitur.cli.manifest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.List;

/** What a person has written of a definition, without what the server keeps beside it. */
public final class Canonical {

  private static final JsonNodeFactory JSON = JsonNodeFactory.withExactBigDecimals(true);
  private static final List<String> METADATA = List.of("name", "labels", "description");

  private Canonical() {}

  /** A manifest that {@code apply} takes back unchanged, in the usual order of its fields. */
  public static ObjectNode manifest(JsonNode definition) {
    var manifest = JSON.objectNode();
    manifest.set("apiVersion", definition.path("apiVersion"));
    manifest.set("kind", definition.path("kind"));
    var metadata = manifest.putObject("metadata");
    for (var field : METADATA) {
      var value = definition.path("metadata").path(field);
      if (!value.isMissingNode() && !value.isNull() && !(value.isObject() && value.isEmpty())) {
        metadata.set(field, value);
      }
    }
    manifest.set("spec", definition.path("spec"));
    return manifest;
  }

  /** The same for comparing: keys in order, numbers in one spelling. */
  public static List<String> lines(JsonNode definition) {
    var manifest = manifest(definition);
    manifest.replace("metadata", sorted(manifest.path("metadata")));
    manifest.replace("spec", sorted(manifest.path("spec")));
    return YamlText.of(manifest).lines().toList();
  }

  private static JsonNode sorted(JsonNode json) {
    if (json.isObject()) {
      var object = JSON.objectNode();
      json.propertyStream()
          .sorted(java.util.Map.Entry.comparingByKey())
          .forEach(field -> object.set(field.getKey(), sorted(field.getValue())));
      return object;
    }
    if (json.isArray()) {
      var array = JSON.arrayNode();
      json.forEach(element -> array.add(sorted(element)));
      return array;
    }
    return json.isNumber() ? JSON.numberNode(oneSpelling(json.decimalValue())) : json;
  }

  private static BigDecimal oneSpelling(BigDecimal number) {
    var bare = number.stripTrailingZeros();
    return bare.scale() < 0 && bare.precision() - bare.scale() <= 40 ? bare.setScale(0) : bare;
  }
}
