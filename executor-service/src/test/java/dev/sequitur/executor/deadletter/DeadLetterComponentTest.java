package dev.sequitur.executor.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunState;
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
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Dead letters through the API: listed, shown, redriven, and by whom. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DeadLetterComponentTest {

  private static final String PATH = "/api/v1/workspaces/default/dead-letters";
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
  void refusedCommandIsListedShownAndRedrivenAsANewGeneration() {
    var healed = new AtomicInteger(404);
    SINK.answer("/heals", (exchange, _) -> Sink.respond(exchange, healed.get(), ""));
    var command = failed("/heals");
    var id = id(command);

    owner()
        .queryParam("ruleName", command.starter().name())
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("items[0].commandId", equalTo(id.toString()))
        .body("items[0].code", equalTo("TARGET_REFUSED"))
        .body("items[0].with", nullValue());
    owner()
        .get(PATH + "/" + id)
        .then()
        .statusCode(200)
        .body("with.method", equalTo("POST"))
        .body("attempts", hasSize(1));

    healed.set(200);
    owner()
        .post(PATH + "/" + id + "/redrive")
        .then()
        .statusCode(202)
        .body("generation", equalTo(1));

    var outcomes = heard.awaitOutcomes(command.runId(), 2);
    var second = outcomes.stream().filter(o -> o.generation() == 1).findFirst().orElseThrow();
    assertThat(second.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(Objects.requireNonNull(second.runEnd()).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(Objects.requireNonNull(second.runEnd()).generation()).isEqualTo(1);
    assertThat(SINK.hits("/heals"))
        .extracting(hit -> hit.header("Idempotency-key"))
        .containsOnly(id.toString());
    assertThat(heard.text(Topics.AUDIT)).contains("dead-letter:redrive").contains(id.toString());
  }

  @Test
  void redriveHappensOnce() {
    SINK.answer("/stays-bad", (exchange, _) -> Sink.respond(exchange, 400, ""));
    var command = failed("/stays-bad");
    var id = id(command);

    owner().post(PATH + "/" + id + "/redrive").then().statusCode(202);
    heard.awaitDeadLetters(command.runId(), 2);
    // The new generation failed as well, and left a letter of its own, which may be redriven.
    owner().get(PATH + "/" + id).then().body("generation", equalTo(1));
    mark(id);
    owner()
        .post(PATH + "/" + id + "/redrive")
        .then()
        .statusCode(409)
        .contentType("application/problem+json")
        .body("code", equalTo("DEAD_LETTER_ALREADY_REDRIVEN"));
  }

  @Test
  void changedRequestGetsAKeyOfItsOwn() {
    SINK.answer("/wants-b", (exchange, _) -> Sink.respond(exchange, 400, ""));
    var command = failed("/wants-b");
    var with = Map.of("method", "POST", "url", SINK.url("/wants-c"), "body", Map.of("b", 2));

    owner()
        .contentType(ContentType.JSON)
        .body(Map.of("with", with))
        .post(PATH + "/" + id(command) + "/redrive")
        .then()
        .statusCode(202);
    heard.awaitOutcomes(command.runId(), 2);

    assertThat(SINK.hits("/wants-c"))
        .singleElement()
        .satisfies(hit -> assertThat(hit.header("Idempotency-key")).isEqualTo(id(command) + "/1"));
  }

  @Test
  void changedRequestThatTheActionCannotReadIsRefused() {
    SINK.answer("/bad-change", (exchange, _) -> Sink.respond(exchange, 400, ""));
    var command = failed("/bad-change");

    owner()
        .contentType(ContentType.JSON)
        .body("{\"with\":{\"ulr\":\"x\"}}")
        .post(PATH + "/" + id(command) + "/redrive")
        .then()
        .statusCode(422)
        .body("code", equalTo("ARGUMENTS_INVALID"));
    owner()
        .contentType(ContentType.JSON)
        .body("{\"wiht\":{}}")
        .post(PATH + "/" + id(command) + "/redrive")
        .then()
        .statusCode(400);
    owner().get(PATH + "/" + id(command)).then().body("redrivenAt", nullValue());
  }

  @Test
  void unknownEffectMayBeRedriven() {
    var cut = new AtomicInteger(1);
    SINK.answer(
        "/cut",
        (exchange, _) -> {
          if (cut.getAndDecrement() > 0) {
            exchange.close();
          } else {
            Sink.respond(exchange, 200, "");
          }
        });
    var command = Commands.run().post(SINK.url("/cut"), Delivery.AT_MOST_ONCE).command();
    assertThat(heard.outcome(command).state()).isEqualTo(EffectState.UNKNOWN);

    owner().post(PATH + "/" + id(command) + "/redrive").then().statusCode(202);

    var last =
        heard.awaitOutcomes(command.runId(), 2).stream()
            .filter(o -> o.generation() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(Objects.requireNonNull(last.runEnd()).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(heard.deadLetters(command.runId())).isEmpty();
  }

  @Test
  void letterOutlivesItsLedgerRows() {
    var healed = new AtomicInteger(404);
    SINK.answer("/forgotten", (exchange, _) -> Sink.respond(exchange, healed.getAndSet(200), ""));
    var command = failed("/forgotten");
    execute("DELETE FROM effects WHERE run_id = ?", command.runId());
    execute("DELETE FROM admissions WHERE run_id = ?", command.runId());

    owner().post(PATH + "/" + id(command) + "/redrive").then().statusCode(202);

    var second =
        heard.awaitOutcomes(command.runId(), 2).stream()
            .filter(o -> o.generation() == 1)
            .findFirst()
            .orElseThrow();
    assertThat(second.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(Objects.requireNonNull(second.runEnd()).generation()).isEqualTo(1);
  }

  @Test
  void allThatMatchAreCountedFirstAndThenRedriven() {
    var status = new AtomicInteger(403);
    SINK.answer("/bulk", (exchange, _) -> Sink.respond(exchange, status.get(), ""));
    var rule = "bulk-" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      heard.outcome(Commands.run().rule(rule).post(SINK.url("/bulk"), null).command());
    }
    status.set(200);

    owner()
        .queryParam("ruleName", rule)
        .queryParam("dryRun", true)
        .post(PATH + "/redrive")
        .then()
        .statusCode(200)
        .body("matching", equalTo(3));
    assertThat(SINK.hits("/bulk")).hasSize(3);
    owner()
        .queryParam("ruleName", rule)
        .post(PATH + "/redrive")
        .then()
        .statusCode(202)
        .body("redriven", equalTo(3))
        .body("left", equalTo(0));

    org.awaitility.Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> SINK.hits("/bulk").size() == 6);
  }

  @Test
  void pagesFollowEachOtherWithoutGapOrRepeat() {
    SINK.answer("/pages", (exchange, _) -> Sink.respond(exchange, 400, ""));
    var rule = "pages-" + UUID.randomUUID();
    for (int i = 0; i < 3; i++) {
      heard.outcome(Commands.run().rule(rule).post(SINK.url("/pages"), null).command());
    }

    var first =
        owner()
            .queryParam("ruleName", rule)
            .queryParam("limit", 2)
            .get(PATH)
            .then()
            .statusCode(200)
            .body("items", hasSize(2))
            .body("next", notNullValue())
            .extract();
    owner()
        .queryParam("ruleName", rule)
        .queryParam("limit", 2)
        .queryParam("after", first.<String>path("next"))
        .get(PATH)
        .then()
        .statusCode(200)
        .body("items", hasSize(1))
        .body("next", nullValue());
    owner()
        .queryParam("ruleName", rule)
        .queryParam("since", Instant.now().plusSeconds(60).toString())
        .get(PATH)
        .then()
        .body("items", hasSize(0));
  }

  @Test
  void badFiltersAreTheCallersMistake() {
    owner()
        .queryParam("since", "yesterday")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("FILTER_INVALID"));
    owner()
        .queryParam("after", "%%%")
        .get(PATH)
        .then()
        .statusCode(400)
        .body("code", equalTo("FILTER_INVALID"));
    owner()
        .get(PATH + "/" + UUID.randomUUID())
        .then()
        .statusCode(404)
        .body("code", equalTo("DEAD_LETTER_NOT_FOUND"));
  }

  @Test
  void onlyThosePermittedSeeAndRedrive() {
    SINK.answer("/whose", (exchange, _) -> Sink.respond(exchange, 400, ""));
    var id = id(failed("/whose"));

    given().get(PATH).then().statusCode(401);
    bearer("default", "run:read").get(PATH).then().statusCode(403);
    bearer("default", "dead-letter:read").post(PATH + "/" + id + "/redrive").then().statusCode(403);
    bearer("default", "dead-letter:read")
        .get(PATH + "/" + id)
        .then()
        .statusCode(200)
        .body("with", nullValue());
    bearer("other", "dead-letter:read", "dead-letter:redrive")
        .get(PATH + "/" + id)
        .then()
        .statusCode(404);
    var other = "/api/v1/workspaces/other/dead-letters/";
    bearer("other", "dead-letter:read").get(other + id).then().statusCode(404);
    bearer("other", "dead-letter:redrive").post(other + id + "/redrive").then().statusCode(404);
  }

  private PerformActions failed(String path) {
    var command = Commands.run().post(SINK.url(path), null).command();
    assertThat(heard.outcome(command).state()).isEqualTo(EffectState.FAILED);
    return command;
  }

  private static UUID id(PerformActions command) {
    return command.actions().getFirst().commandId();
  }

  private static RequestSpecification owner() {
    return bearer("default", "dead-letter:read", "dead-letter:redrive", "payload:read");
  }

  private static RequestSpecification bearer(String workspace, String... permissions) {
    return given().auth().oauth2(Tokens.of(workspace, permissions));
  }

  private void mark(UUID commandId) {
    execute("UPDATE dead_letters SET redriven_at = now() WHERE command_id = ?", commandId);
  }

  private void execute(String statement, UUID id) {
    database.transact(
        tx -> {
          try (var update = tx.connection().prepareStatement(statement)) {
            update.setObject(1, id);
            return update.executeUpdate();
          }
        });
  }
}
