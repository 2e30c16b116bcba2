package dev.sequitur.gateway.openapi;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.gateway.route.Route;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** One operation, as OpenAPI says it: what the route knows, and what is written of it. */
final class Described {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
  private static final Pattern PARAMETER = Pattern.compile("\\{(\\w+)}");
  private static final String SCHEMAS = "#/components/schemas/";

  private final Route route;
  private final JsonNode text;

  Described(Route route, JsonNode text) {
    this.route = route;
    this.text = text;
  }

  ObjectNode operation() {
    var operation = JSON.objectNode();
    operation.put("operationId", text.path("id").asText());
    operation.putArray("tags").add(text.path("tag").asText());
    operation.put("summary", text.path("summary").asText());
    if (text.has("description")) {
      operation.put("description", text.path("description").asText());
    }
    operation.set("security", security());
    if (route.needed() != null) {
      operation.put("x-permission", route.permission());
    }
    addParameters(operation);
    if (text.has("body")) {
      operation.set("requestBody", body());
      operation.put("x-body-limit", route.limit());
    }
    operation.set("responses", responses());
    return operation;
  }

  private JsonNode security() {
    var ways = JSON.arrayNode();
    if (!route.isPublic() && !route.isIngest()) {
      ways.addObject().putArray("apiKey");
      ways.addObject().putArray("accessToken");
      ways.addObject().putArray("session");
    }
    return ways;
  }

  private void addParameters(ObjectNode operation) {
    var parameters = JSON.arrayNode();
    PARAMETER
        .matcher(route.path())
        .results()
        .forEach(
            found ->
                parameters
                    .addObject()
                    .put("name", found.group(1))
                    .put("in", "path")
                    .put("required", true)
                    .putObject("schema")
                    .put("type", "string"));
    for (var list : List.of("query", "headers")) {
      text.path(list)
          .forEach(
              name ->
                  parameters.addObject().put("$ref", "#/components/parameters/" + name.asText()));
    }
    if (!parameters.isEmpty()) {
      operation.set("parameters", parameters);
    }
  }

  private ObjectNode body() {
    var described = text.path("body");
    var body = JSON.objectNode();
    body.put("required", !described.path("optional").asBoolean());
    body.set("content", content(described));
    return body;
  }

  private ObjectNode responses() {
    var responses = JSON.objectNode();
    text.path("answers")
        .properties()
        .forEach(
            answer -> responses.set(answer.getKey(), answer(answer.getKey(), answer.getValue())));
    for (var status : problems()) {
      if (!responses.has(status)) {
        responses.putObject(status).put("$ref", "#/components/responses/Problem" + status);
      }
    }
    return responses;
  }

  private static ObjectNode answer(String status, JsonNode described) {
    var answer = JSON.objectNode();
    answer.put("description", Statuses.meaning(status));
    if (described.path("etag").asBoolean()) {
      answer.putObject("headers").putObject("ETag").putObject("schema").put("type", "string");
    }
    if (described.has("schema")) {
      answer.set("content", content(described));
    }
    return answer;
  }

  private static ObjectNode content(JsonNode described) {
    var content = JSON.objectNode();
    var types = described.path("types");
    for (var type : types.isEmpty() ? List.of(JSON.textNode("application/json")) : types) {
      var media = content.putObject(type.asText());
      media.putObject("schema").put("$ref", SCHEMAS + described.path("schema").asText());
      var ofType = described.path("byType").path(type.asText());
      if (!ofType.isMissingNode()) {
        media.set("example", ofType);
      } else if (described.has("example")) {
        media.set("example", described.path("example"));
      }
    }
    return content;
  }

  /** What the front door may answer, and what the operation itself says besides. */
  private TreeSet<String> problems() {
    var statuses = new TreeSet<String>();
    text.path("problems").forEach(status -> statuses.add(status.asText()));
    if (!route.isPublic()) {
      statuses.add("429");
    }
    if (!route.isPublic() && !route.isIngest()) {
      statuses.add("401");
    }
    if (route.needed() != null) {
      statuses.addAll(List.of("403", "404", "503"));
    }
    if (!HttpMethod.GET.equals(route.method())) {
      statuses.add("413");
    }
    return statuses;
  }
}
