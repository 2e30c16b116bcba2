package dev.sequitur.executor;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.Connections;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Map;

/** The API as an owner of one workspace calls it. */
public record Workspace(String name) {

  /** The workspace that may call private addresses. */
  public static final Workspace DEFAULT = new Workspace("default");

  private static final String[] OWNER = {
    "secret:write",
    "rule:read",
    "connection:read",
    "connection:write",
    "connection:publish",
    "manifest:apply"
  };

  public String path() {
    return "/api/v1/workspaces/" + name;
  }

  public RequestSpecification request() {
    return requestWith(OWNER);
  }

  public RequestSpecification requestWith(String... permissions) {
    return given().auth().oauth2(Tokens.of(name, permissions));
  }

  public void secret(String secret, String value) {
    request()
        .contentType("application/json")
        .body(Map.of("value", value))
        .put(path() + "/secrets/" + secret)
        .then()
        .statusCode(204);
  }

  public static String manifest(String connection, String spec) {
    return "{apiVersion: sequitur.dev/v1, kind: Connection, metadata: {name: "
        + connection
        + "}, spec: "
        + spec
        + "}";
  }

  public Response put(String connection, String spec) {
    return request()
        .contentType("text/yaml")
        .body(manifest(connection, spec))
        .put(path() + "/connections/" + connection);
  }

  /** Saves and publishes a connection, and returns when it is in force. */
  public void connect(String connection, ConnectionType type, String spec) {
    var saved = put(connection, spec);
    if (saved.statusCode() > 201) {
      throw new AssertionError(saved.asString());
    }
    request().post(path() + "/connections/" + connection + "/publication").then().statusCode(200);
    var connections = Arc.container().instance(Connections.class).get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> connections.find(name, connection, type).isPresent());
  }

  /** Tests a manifest without storing it. */
  public Response test(String spec) {
    return request()
        .contentType("text/yaml")
        .body(manifest("tried", spec))
        .post(path() + "/connections/tests");
  }
}
