package dev.sequitur.executor.secret;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Sink;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** I12: a secret goes to its target and nowhere else. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SecretComponentTest {

  private static final String PATH = "/api/v1/workspaces/default/secrets";
  private static final String CANARY = "canary-\"7Zq9+/=&%\u00e4-secret";
  private static final Sink SINK = new Sink();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  @Inject PathDatabase database;

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    SINK.close();
  }

  @Test
  void secretReachesItsTargetAndNothingElse() {
    var logged = new StringBuilder();
    var listener = listener(logged);
    Logger.getLogger("").addHandler(listener);
    try {
      put("canary", CANARY).statusCode(204);
      // The target gives back whatever it was given, and then refuses.
      SINK.answer(
          "/echo",
          (exchange, _) -> {
            var hit = SINK.hits("/echo").getLast();
            Sink.respond(
                exchange, 400, "{\"echo\":" + hit.body() + ",\"b64\":\"" + base64() + "\"}");
          });
      var with =
          Map.<String, Object>of(
              "method", "POST",
              "url", SINK.url("/echo"),
              "query", Map.of("k", Map.of("secret", "canary")),
              "body", Map.of("list", List.of(Map.of("secret", "canary"))));
      var command = Commands.run().call("http.request@1", with).command();

      var outcome = heard.outcome(command);

      assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
      assertThat(SINK.hits("/echo"))
          .singleElement()
          .satisfies(hit -> assertThat(hit.body()).contains("canary-\\\"7Zq9"));
      heard.awaitDeadLetters(command.runId(), 1);
      var places =
          heard.text(Topics.OUTCOMES)
              + heard.text(Topics.DEAD_LETTERS)
              + heard.text(Topics.SECRETS)
              + heard.text(Topics.AUDIT)
              + tables()
              + logged;
      assertThat(places).contains("\"secret\":\"canary\"");
      assertThat(places).doesNotContain("7Zq9").doesNotContain(base64());
    } finally {
      Logger.getLogger("").removeHandler(listener);
    }
  }

  @Test
  void changesAreAuditedByTheirVersionsAlone() {
    put("audited", "first").statusCode(204);
    put("audited", "second").statusCode(204);
    writer().delete(PATH + "/audited").then().statusCode(204);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(heard.text(Topics.AUDIT))
                    .contains("\"secrets/audited\",\"after\":{\"version\":1}")
                    .contains(
                        "\"secrets/audited\",\"before\":{\"version\":1},\"after\":{\"version\":2}")
                    .contains("\"secrets/audited\",\"before\":{\"version\":2}}"));
  }

  @Test
  void secretMayStandInAHeaderAndInTheUrl() {
    put("token", "Bearer abcdef").statusCode(204);
    put("place", SINK.url("/secret-place")).statusCode(204);
    var with =
        Map.<String, Object>of(
            "url", Map.of("secret", "place"),
            "headers", Map.of("Authorization", Map.of("secret", "token")));

    var outcome = heard.outcome(Commands.run().call("http.request@1", with).command());

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(SINK.hits("/secret-place").getFirst().header("Authorization"))
        .isEqualTo("Bearer abcdef");
  }

  @Test
  void credentialsDoNotFollowARedirectToAnotherHost() {
    put("credential", "Bearer stays-here").statusCode(204);
    try (var elsewhere = new Sink()) {
      SINK.answer(
          "/away",
          (exchange, _) -> {
            exchange.getResponseHeaders().set("Location", elsewhere.url("/there"));
            Sink.respond(exchange, 302, "");
          });
      var with =
          Map.<String, Object>of(
              "url", SINK.url("/away"),
              "headers", Map.of("X-Key", Map.of("secret", "credential"), "X-Plain", "yes"));

      heard.outcome(Commands.run().call("http.request@1", with).command());

      assertThat(elsewhere.hits("/there"))
          .singleElement()
          .satisfies(
              hit -> {
                assertThat(hit.header("X-plain")).isEqualTo("yes");
                assertThat(hit.header("X-key")).isEmpty();
              });
    }
  }

  @Test
  void missingSecretEndsTheEffectBeforeAnythingIsSent() {
    var with =
        Map.<String, Object>of(
            "url", SINK.url("/no-secret"), "headers", Map.of("A", Map.of("secret", "absent")));

    var outcome = heard.outcome(Commands.run().call("http.request@1", with).command());

    assertThat(outcome.failure())
        .isNotNull()
        .satisfies(f -> assertThat(f.code()).isEqualTo("SECRET_UNAVAILABLE"));
    assertThat(SINK.hits("/no-secret")).isEmpty();
  }

  @Test
  void secretsAreListedByNameAndDeleted() {
    put("listed", "one").statusCode(204);
    put("listed", "two").statusCode(204);

    writer()
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items.name", hasItem("listed"))
        .body("items.find { it.name == 'listed' }.version", equalTo(2));
    assertThat(writer().get(PATH).asString()).doesNotContain("two");
    writer().delete(PATH + "/listed").then().statusCode(204);
    writer()
        .delete(PATH + "/listed")
        .then()
        .statusCode(404)
        .body("code", equalTo("SECRET_NOT_FOUND"));
    writer().get(PATH).then().body("items.name", not(hasItem("listed")));
    writer().get(PATH + "/listed").then().statusCode(405);
  }

  @Test
  void badSecretsAreRefused() {
    put("UPPER", "x").statusCode(422).body("code", equalTo("SECRET_INVALID"));
    put("fine", "").statusCode(422);
    put("fine", "x".repeat(16 * 1024 + 1)).statusCode(422);
    writer()
        .contentType(ContentType.JSON)
        .body("{\"valeu\":\"x\"}")
        .put(PATH + "/fine")
        .then()
        .statusCode(400);
    writer()
        .contentType(ContentType.JSON)
        .body("nonsense")
        .put(PATH + "/fine")
        .then()
        .statusCode(400);
  }

  @Test
  void onlyThosePermittedTouchSecrets() {
    given().get(PATH).then().statusCode(401);
    bearer("default", "rule:write").get(PATH).then().statusCode(403);
    bearer("other", "secret:write").get(PATH).then().statusCode(404);
    put("mine", "value").statusCode(204);
    bearer("other", "secret:write")
        .get("/api/v1/workspaces/other/secrets")
        .then()
        .statusCode(200)
        .body("items.name", not(hasItem("mine")));
  }

  @Test
  void actionsAreListedWithTheirSchemas() {
    var path = "/api/v1/workspaces/default/actions";
    given().get(path).then().statusCode(401);
    bearer("default", "rule:read")
        .get(path)
        .then()
        .statusCode(200)
        .body("items.uses", hasItem("http.request@1"))
        .body("items.find { it.uses == 'http.request@1' }.input.required", equalTo(List.of("url")))
        .body("items.find { it.uses == 'http.request@1' }.delivery", equalTo("AT_LEAST_ONCE"));
  }

  private static io.restassured.response.ValidatableResponse put(String name, String value) {
    return writer()
        .contentType(ContentType.JSON)
        .body(Map.of("value", value))
        .put(PATH + "/" + name)
        .then();
  }

  private static RequestSpecification writer() {
    return bearer("default", "secret:write");
  }

  private static RequestSpecification bearer(String workspace, String... permissions) {
    return given().auth().oauth2(Tokens.of(workspace, permissions));
  }

  private static String base64() {
    return Base64.getEncoder().encodeToString(CANARY.getBytes(StandardCharsets.UTF_8));
  }

  /** Every row of every table, as text. */
  private String tables() {
    return database.transact(
        tx -> {
          var rows = new ArrayList<String>();
          for (var table :
              List.of("admissions", "effects", "dead_letters", "superseded_attempts", "secrets")) {
            read(tx.connection(), "SELECT t::text FROM " + table + " t", rows);
          }
          read(
              tx.connection(),
              "SELECT o.headers::text || convert_from(b, 'UTF8') FROM outbox o, unnest(bodies) b",
              rows);
          return String.join("\n", rows).replace("\"\"", "\"");
        });
  }

  private static void read(Connection connection, String query, List<String> rows)
      throws SQLException {
    try (var select = connection.createStatement();
        var found = select.executeQuery(query)) {
      while (found.next()) {
        rows.add(found.getString(1));
      }
    }
  }

  private static Handler listener(StringBuilder logged) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord record) {
        logged
            .append(record.getMessage())
            .append(java.util.Arrays.toString(record.getParameters()))
            .append('\n');
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
