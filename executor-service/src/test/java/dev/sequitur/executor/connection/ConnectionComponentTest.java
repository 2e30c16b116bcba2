package dev.sequitur.executor.connection;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import dev.sequitur.contracts.Topics;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Workspace;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Connections as they are written, published and tested. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ConnectionComponentTest {

  private static final Workspace HERE = Workspace.DEFAULT;
  private static final String SPEC = "{type: smtp, host: mail.example.com}";

  private final String name = "c-" + UUID.randomUUID();
  private final String path = HERE.path() + "/connections/" + name;

  @Test
  void aConnectionIsSavedPublishedFollowedAndArchived() {
    HERE.connect(name, ConnectionType.SMTP, SPEC);

    HERE.request().get(path).then().statusCode(200).body("status.state", equalTo("ACTIVE"));
    HERE.request().get(path + "/versions").then().body("items.version", contains(1));
    HERE.request().delete(path).then().statusCode(204);
    HERE.request().get(path).then().statusCode(404);
  }

  @Test
  void allMistakesAreNamedAtOnceAndMissingSecretsAmongThem() {
    HERE.put(name, "{type: smtp, port: 0, username: a, password: {secret: nowhere}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("DEFINITION_INVALID"))
        .body("errors.pointer", hasItems("/spec/host", "/spec/port", "/spec/password/secret"))
        .body("errors.code", hasItem("SECRET_NOT_FOUND"));
    HERE.request()
        .contentType("text/yaml")
        .body(Workspace.manifest(name, "{type: pigeon}"))
        .post(HERE.path() + "/connections/validate")
        .then()
        .statusCode(200)
        .body("errors.code", contains("UNKNOWN_TYPE"));
  }

  @Test
  void whatIsPublishedNamesItsSecretsAndHoldsNone() {
    HERE.secret("mail-password", "canary-Xy12-of-the-mail");
    HERE.connect(
        name,
        ConnectionType.SMTP,
        "{type: smtp, host: mail.example.com, username: a, password: {secret: mail-password}}");

    try (var heard = new Heard()) {
      assertThat(heard.text(Topics.DEFINITIONS))
          .contains(name)
          .contains("\"secret\":\"mail-password\"")
          .doesNotContain("canary-Xy12");
    }
  }

  @Test
  void eachOperationNeedsItsPermissionAndItsWorkspace() {
    HERE.put(name, SPEC).then().statusCode(201);
    given().get(path).then().statusCode(401);
    HERE.requestWith("rule:read").get(path).then().statusCode(403);
    HERE.requestWith("connection:read").get(path).then().statusCode(200);
    HERE.requestWith("connection:read").post(path + "/publication").then().statusCode(403);
    HERE.requestWith("connection:read").post(path + "/tests").then().statusCode(403);
    HERE.requestWith("connection:read")
        .contentType("text/yaml")
        .body(Workspace.manifest(name, SPEC))
        .post(HERE.path() + "/connections/tests")
        .then()
        .statusCode(403);
    var other = new Workspace("other");
    other.request().get(path).then().statusCode(404);
    other.request().get(other.path() + "/connections").then().body("items", empty());
  }

  @Test
  void theTypesAreListedWithTheirSchemas() {
    HERE.request()
        .get(HERE.path() + "/connection-types")
        .then()
        .statusCode(200)
        .body("items.type", contains("smtp", "kafka", "postgresql"))
        .body("items.find { it.type == 'smtp' }.spec.required", contains("type", "host"));
  }

  @Test
  void aTestOfAPlaceWhereNobodyListensSaysSo() throws IOException {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }

    HERE.test("{type: smtp, host: 127.0.0.1, port: " + port + ", security: none}")
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(false))
        .body("code", equalTo("CONNECT_FAILED"))
        .body("detail", org.hamcrest.Matchers.containsString("refused"));
    HERE.test("{type: smtp}").then().statusCode(422);
  }

  @Test
  void aWorkspaceThatMayNotCallPrivateAddressesConnectsToNone() throws IOException {
    var other = new Workspace("other");
    try (var trap = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      trap.setSoTimeout(300);
      var specs =
          Map.of(
              "smtp", "{type: smtp, host: localhost, port: P, security: none}",
              "postgresql",
                  "{type: postgresql, host: 127.0.0.1, port: P, database: a, username: b}",
              "kafka", "{type: kafka, bootstrapServers: ['[::1]:P'], security: plaintext}",
              "kafka of two",
                  "{type: kafka, bootstrapServers: ['93.184.215.14:9', '127.0.0.1:P']}");

      for (var spec : specs.values()) {
        other
            .test(spec.replace("P", String.valueOf(trap.getLocalPort())))
            .then()
            .statusCode(200)
            .body("code", equalTo("EGRESS_DENIED"));
      }

      org.assertj.core.api.Assertions.assertThatThrownBy(trap::accept)
          .isInstanceOf(SocketTimeoutException.class);
    }
  }
}
