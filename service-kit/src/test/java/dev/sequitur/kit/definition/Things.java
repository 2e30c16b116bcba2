package dev.sequitur.kit.definition;

import static io.restassured.RestAssured.given;

import dev.sequitur.kit.test.Tokens;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;

/** The API of things as somebody in one workspace calls it. */
record Things(String workspace) {

  private static final String[] ALL = {
    "thing:read", "thing:write", "thing:publish", "manifest:apply"
  };

  /** A workspace that no other test uses. */
  static Things fresh() {
    return new Things("w-" + UUID.randomUUID());
  }

  String path() {
    return "/api/v1/workspaces/" + workspace;
  }

  RequestSpecification request() {
    return requestWith(ALL);
  }

  RequestSpecification requestWith(String... permissions) {
    return given().auth().oauth2(Tokens.of(workspace, permissions));
  }

  Response put(String name, String spec) {
    return put(request(), name, spec);
  }

  Response put(RequestSpecification request, String name, String spec) {
    return request
        .contentType("application/json")
        .body(manifest(name, spec))
        .put(path() + "/things/" + name);
  }

  Response putYaml(String name, String body) {
    return request().contentType("text/yaml").body(body).put(path() + "/things/" + name);
  }

  Response get(String name) {
    return request().get(path() + "/things/" + name);
  }

  Response publish(String name) {
    return request().post(path() + "/things/" + name + "/publication");
  }

  static String manifest(String name, String spec) {
    return "{\"apiVersion\":\"sequitur.dev/v1\",\"kind\":\"Thing\",\"metadata\":{\"name\":\"%s\"},\"spec\":%s}"
        .formatted(name, spec);
  }
}
