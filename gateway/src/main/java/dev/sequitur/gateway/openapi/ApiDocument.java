package dev.sequitur.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.gateway.route.Route;
import dev.sequitur.gateway.route.RouteFile;
import java.util.List;
import java.util.Locale;

/**
 * One OpenAPI 3.1 document of all that can be reached from outside: the operations of {@code
 * routes.yaml}, each with what is written of it. Made from the gateway's own files, so it is the
 * same whichever services are up.
 */
final class ApiDocument {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ApiDocument() {}

  /** The product's. */
  static ObjectNode ofThisProduct() {
    return of(RouteFile.read(), Descriptions.read());
  }

  /**
   * The document of these operations.
   *
   * @throws IllegalStateException if one is not described
   */
  static ObjectNode of(List<Route> routes, Descriptions descriptions) {
    var document = JSON.objectNode();
    document.put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Sequitur")
        .put("version", "v1")
        .put("summary", "Something happens, and what follows is decided by rules.")
        .putObject("license")
        .put("name", "Apache 2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    var tags = document.putArray("tags");
    descriptions.operations().values().stream()
        .map(text -> text.path("tag").asText())
        .distinct()
        .sorted()
        .forEach(tag -> tags.addObject().put("name", tag));
    var paths = document.putObject("paths");
    for (var route : routes) {
      var text = descriptions.operations().get(route.method() + " " + route.path());
      if (text == null) {
        throw new IllegalStateException("not described: " + route.method() + " " + route.path());
      }
      paths
          .withObjectProperty(route.path())
          .set(
              route.method().name().toLowerCase(Locale.ROOT),
              new Described(route, text).operation());
    }
    var components = document.putObject("components");
    components.set("securitySchemes", securitySchemes());
    components.set("parameters", descriptions.parameters());
    components.set("responses", problems(descriptions.codes()));
    components.set("schemas", descriptions.schemas());
    return document;
  }

  private static ObjectNode securitySchemes() {
    var schemes = JSON.objectNode();
    schemes
        .putObject("apiKey")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("description", "An API key of the workspace: `sqk_…`.");
    schemes
        .putObject("accessToken")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "A machine's access token of the issuer, where one is configured.");
    schemes
        .putObject("session")
        .put("type", "apiKey")
        .put("in", "cookie")
        .put("name", "__Host-sequitur")
        .put(
            "description",
            "A browser's session. Changes need `X-Requested-With: sequitur` besides.");
    return schemes;
  }

  private static ObjectNode example(String status, String meaning, String code) {
    return JSON.objectNode()
        .put("type", "/docs/problems#" + code.toLowerCase(Locale.ROOT).replace('_', '-'))
        .put("title", meaning)
        .put("status", Integer.parseInt(status))
        .put("detail", "What it is this time.")
        .put("code", code)
        .put("traceId", "0af7651916cd43dd8448eb211c80319c");
  }

  private static ObjectNode problems(JsonNode codes) {
    var responses = JSON.objectNode();
    Statuses.problems()
        .forEach(
            (status, meaning) -> {
              var response = responses.putObject("Problem" + status);
              response.put("description", meaning);
              response.set("x-codes", codes.path(status));
              if (status.equals("429") || status.equals("503")) {
                response
                    .putObject("headers")
                    .putObject("Retry-After")
                    .put("description", "seconds")
                    .putObject("schema")
                    .put("type", "integer");
              }
              var media = response.putObject("content").putObject("application/problem+json");
              media.putObject("schema").put("$ref", "#/components/schemas/Problem");
              media.set("example", example(status, meaning, codes.path(status).path(0).asText()));
            });
    return responses;
  }
}
