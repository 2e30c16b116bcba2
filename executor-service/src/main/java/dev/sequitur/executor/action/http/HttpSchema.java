package dev.sequitur.executor.action.http;

import java.util.List;
import java.util.Map;

/** What goes into {@code http.request@1} and what comes out, as JSON Schema 2020-12. */
public final class HttpSchema {

  private static final Map<String, Object> SECRET =
      Map.of(
          "type",
          "object",
          "required",
          List.of("secret"),
          "additionalProperties",
          false,
          "properties",
          Map.of("secret", Map.of("type", "string")));

  private static final Map<String, Object> TEXT =
      Map.of("anyOf", List.of(Map.of("type", List.of("string", "number", "boolean")), SECRET));

  static final Map<String, Object> INPUT =
      Map.of(
          "type",
          "object",
          "required",
          List.of("url"),
          "additionalProperties",
          false,
          "properties",
          Map.of(
              "method", Map.of("enum", HttpArguments.METHODS.stream().sorted().toList()),
              "url", Map.of("anyOf", List.of(Map.of("type", "string", "maxLength", 8192), SECRET)),
              "headers", Map.of("type", "object", "additionalProperties", TEXT),
              "query",
                  Map.of(
                      "type",
                      "object",
                      "additionalProperties",
                      Map.of("anyOf", List.of(TEXT, Map.of("type", "array", "items", TEXT)))),
              "body", Map.of("description", "JSON, or a text; secrets may stand anywhere in it"),
              "timeout", Map.of("type", "string", "examples", List.of("500ms", "5s", "PT5S")),
              "delivery",
                  Map.of(
                      "enum",
                      HttpArguments.DELIVERIES.stream()
                          .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                          .sorted()
                          .toList())));

  /** What an HTTP answer gives back. */
  public static final Map<String, Object> OUTPUT =
      Map.of(
          "type", "object",
          "required", List.of("status", "headers"),
          "properties",
              Map.of(
                  "status", Map.of("type", "integer"),
                  "headers",
                      Map.of("type", "object", "additionalProperties", Map.of("type", "string")),
                  "body", Map.of("description", "parsed if it is JSON, else a text"),
                  "truncated", Map.of("type", "boolean")));

  private HttpSchema() {}
}
