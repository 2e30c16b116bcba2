package dev.sequitur.executor.effect;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Sink;
import dev.sequitur.executor.action.Actions;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Ledger;
import dev.sequitur.executor.ledger.RunCancellation;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs are cancelled by a request or by a record, wherever their effects stand. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CancellationComponentTest {

  private static final Logger LOG = Logger.getLogger(CancellationComponentTest.class);
  private static final Sink SINK = new Sink();
  private static final RetryPolicy PATIENT =
      new RetryPolicy(5, Duration.ofMinutes(5), Duration.ofMinutes(5), Duration.ofHours(1));

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  @Inject Ledger ledger;
  @Inject Actions actions;
  @Inject Lanes lanes;
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
  void plannedEffectEndsAndIsNeverCalled() {
    var command = Commands.run().post(SINK.url("/planned"), null).command();
    var later = Commands.run().post(SINK.url("/planned-later"), null).command();
    var taken = takeAllPlaces(command);
    heard.say(command);
    awaitState(command, "PLANNED");

    cancel(command, "wrong list")
        .statusCode(202)
        .body("cancelled", equalTo(1))
        .body("underWay", equalTo(0));

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();
    assertThat(outcome.state()).isEqualTo(EffectState.CANCELLED);
    assertThat(outcome.attempts()).isEmpty();
    assertThat(Heard.failure(outcome).code()).isEqualTo("CANCELLED");
    assertThat(Heard.failure(outcome).detail()).startsWith("by ").endsWith(": wrong list");
    assertThat(end(outcome)).isEqualTo(RunState.CANCELLED);
    // Once more it is the same, and says nothing more.
    cancel(command, null)
        .statusCode(202)
        .body("cancelled", equalTo(0))
        .body("underWay", equalTo(0));
    lanes.putBack(lane(command), taken, false);
    heard.outcome(later);
    assertThat(SINK.hits("/planned")).isEmpty();
    assertThat(heard.outcomes(command.runId())).hasSize(1);
    assertThat(heard.deadLetters(command.runId())).isEmpty();
    var audit = heard.text(Topics.AUDIT).lines().filter(l -> l.contains("runs/" + command.runId()));
    assertThat(audit).singleElement().asString().contains("run:cancel", "wrong list");
  }

  @Test
  void whatWaitsForAnotherAttemptHasNone() {
    SINK.answer("/waits", (exchange, _) -> Sink.respond(exchange, 503, ""));
    var command = patient("/waits").post(SINK.url("/well"), null).followed().command();
    heard.say(command);
    awaitState(command, "RETRY_WAIT");
    heard.awaitOutcomes(command.runId(), 1);

    cancel(command, null).statusCode(202).body("cancelled", equalTo(1));

    var outcome = last(command, 2);
    assertThat(outcome.state()).isEqualTo(EffectState.CANCELLED);
    assertThat(outcome.attempts()).singleElement().extracting("status").isEqualTo(503);
    assertThat(end(outcome)).isEqualTo(RunState.CANCELLED);
    assertThat(heard.awaitFollowedEnds(command.runId(), 1))
        .singleElement()
        .extracting("state")
        .isEqualTo(RunState.CANCELLED);
  }

  /** What is under way is never guessed about; only what would be repeated is not. */
  @ParameterizedTest
  @CsvSource({
    "503, IDEMPOTENT, CANCELLED, CANCELLED",
    "200, IDEMPOTENT, SUCCEEDED, SUCCEEDED",
    "404, IDEMPOTENT, FAILED, FAILED",
    "0, AT_MOST_ONCE, UNKNOWN, UNKNOWN",
    "0, AT_LEAST_ONCE, CANCELLED, CANCELLED"
  })
  void whatIsUnderWayGoesOnToItsOwnEndAndIsNotRepeated(
      int status, Delivery delivery, EffectState ends, RunState run) throws Exception {
    var path = "/under-way-" + status + delivery;
    var answer = new CountDownLatch(1);
    SINK.answer(path, (exchange, _) -> answer(exchange, answer, status));
    var command =
        Commands.run().within(Duration.ofSeconds(25)).post(SINK.url(path), delivery).command();
    heard.say(command);
    await().until(() -> SINK.hits(path).size() == 1);

    cancel(command, "a").statusCode(202).body("cancelled", equalTo(0)).body("underWay", equalTo(1));
    cancel(command, "b").statusCode(202).body("cancelled", equalTo(0)).body("underWay", equalTo(1));
    answer.countDown();

    var outcome = heard.awaitOutcomes(command.runId(), 1).getFirst();
    assertThat(outcome.state()).isEqualTo(ends);
    assertThat(outcome.attempts()).hasSize(1);
    assertThat(end(outcome)).isEqualTo(run);
    if (ends == EffectState.CANCELLED) {
      assertThat(Heard.failure(outcome).detail()).endsWith(": a");
      cancel(command, null).statusCode(202);
    } else {
      cancel(command, null).statusCode(409).body("code", equalTo("RUN_ENDED"));
    }
    assertThat(SINK.hits(path)).hasSize(1);
  }

  @Test
  void whatIsRedrivenAfterItWasCancelledIsRepeatedAgain() {
    var answer = new CountDownLatch(1);
    SINK.answer(
        "/redriven", (exchange, n) -> answer(exchange, answer, n == 1 ? 404 : n == 2 ? 503 : 200));
    var command =
        Commands.run()
            .within(Duration.ofSeconds(25))
            .post(SINK.url("/redriven"), Delivery.IDEMPOTENT)
            .command();
    heard.say(command);
    await().until(() -> SINK.hits("/redriven").size() == 1);
    cancel(command, null).statusCode(202).body("underWay", equalTo(1));
    answer.countDown();
    assertThat(heard.awaitOutcomes(command.runId(), 1).getFirst().state())
        .isEqualTo(EffectState.FAILED);

    redrive(command).statusCode(202);

    var again = last(command, 2);
    assertThat(again.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(again.attempts()).hasSize(2);
  }

  @Test
  void aRedriveCanBeCancelledAndItsCommandNotRedrivenAgain() {
    SINK.answer("/twice", (exchange, n) -> Sink.respond(exchange, n == 1 ? 404 : 503, ""));
    var command = patient("/twice").command();
    heard.outcome(command);
    var before = Instant.now().minusSeconds(1);
    redrive(command).statusCode(202);
    awaitState(command, "RETRY_WAIT");
    // What was asked for before, and is heard again, is not meant for it.
    var stale = new CancelRun(command.runId(), "default", "Trigger/nightly", null, before);
    heard.probe().produce(stale.message("/trigger-service"));
    heard.outcome(Commands.run().post(SINK.url("/after-stale"), null).command());
    assertThat(heard.outcomes(command.runId())).hasSize(1);

    cancel(command, null).statusCode(202).body("cancelled", equalTo(1));

    var outcome = last(command, 2);
    assertThat(outcome.state()).isEqualTo(EffectState.CANCELLED);
    assertThat(outcome.generation()).isEqualTo(1);
    redrive(command).statusCode(409).body("code", equalTo("DEAD_LETTER_ALREADY_REDRIVEN"));
  }

  @Test
  void aCancellationThatComesBeforeItsCommandIsRemembered() {
    var command =
        Commands.run()
            .followed()
            .post(SINK.url("/early"), null)
            .post(SINK.url("/early"), null)
            .command();
    say(command, "the next is due");
    say(command, "the next is due");
    await().until(() -> count("early_cancellations", command) == 1);

    var outcomes = heard.outcomes(command, 2);

    assertThat(outcomes).extracting("state").containsOnly(EffectState.CANCELLED);
    assertThat(Heard.failure(outcomes.getFirst()).detail())
        .isEqualTo("by Trigger/nightly: the next is due");
    assertThat(heard.awaitFollowedEnds(command.runId(), 1))
        .singleElement()
        .extracting("state")
        .isEqualTo(RunState.CANCELLED);
    assertThat(count("early_cancellations", command)).isZero();
    assertThat(SINK.hits("/early")).isEmpty();
    await().until(() -> lanes.inFlight() == 0);
  }

  @Test
  void aRecordCancelsARunOnceHoweverOftenItIsSaid() {
    SINK.answer("/said", (exchange, _) -> Sink.respond(exchange, 503, ""));
    var command = patient("/said").command();
    var ended = Commands.run().post(SINK.url("/said-ended"), null).command();
    heard.say(command);
    heard.outcome(ended);
    awaitState(command, "RETRY_WAIT");

    say(ended, "too late");
    say(command, "first");
    say(command, "second");

    assertThat(Heard.failure(heard.awaitOutcomes(command.runId(), 1).getFirst()).detail())
        .isEqualTo("by Trigger/nightly: first");
    heard.outcome(Commands.run().post(SINK.url("/said-after"), null).command());
    assertThat(heard.outcomes(command.runId())).hasSize(1);
    assertThat(heard.outcomes(ended.runId())).hasSize(1);
    assertThat(count("early_cancellations", ended)).isZero();
  }

  /** Each run is cancelled or carried out, never both, and never neither. */
  @Test
  void whoClaimsAndWhoCancelsAgreeOnEachRun() {
    var runs = Stream.generate(() -> run("/raced")).limit(60).toList();
    var lane = lane(runs.getFirst());
    var taken = lanes.take(lane, 1_000, false);
    ledger.admit(runs.stream().map(run -> Planning.of(run, null, actions)).toList(), Set.of());
    var cancelling =
        CompletableFuture.runAsync(
            () -> runs.forEach(run -> database.transact(tx -> cancel(tx, run))));
    for (int place = 0; place < taken; place++) {
      lanes.putBack(lane, 1, false);
    }
    cancelling.join();

    var outcomes = awaitOutcomes(runs, 0);

    assertThat(outcomes).hasSize(runs.size());
    assertThat(SINK.hits("/raced")).hasSize(succeeded(outcomes));
  }

  /** A redrive opens the run before or after it is cancelled; its new generation has one end. */
  @Test
  void whoRedrivesAndWhoCancelsAgreeOnEachRun() {
    var status = new AtomicInteger(404);
    SINK.answer("/reopened", (exchange, _) -> Sink.respond(exchange, status.get(), ""));
    var runs = Stream.generate(() -> run("/reopened")).limit(20).toList();
    runs.forEach(heard::say);
    awaitOutcomes(runs, 0);
    status.set(200);
    for (var run : runs) {
      var redriven = new AtomicBoolean();
      var cancelling =
          CompletableFuture.runAsync(
              () -> {
                while (!redriven.get()) {
                  database.transact(tx -> cancel(tx, run));
                }
              });
      try {
        redrive(run).statusCode(202);
      } finally {
        redriven.set(true);
      }
      cancelling.join();
    }

    var outcomes = awaitOutcomes(runs, 1);

    assertThat(outcomes).hasSize(runs.size());
    assertThat(SINK.hits("/reopened")).hasSize(runs.size() + succeeded(outcomes));
  }

  /** Of all runs together, each of one effect. */
  private static List<EffectSettled> awaitOutcomes(List<PerformActions> runs, int generation) {
    var ids = runs.stream().map(PerformActions::runId).collect(Collectors.toSet());
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                heard.probe().all(Topics.OUTCOMES).stream()
                    .map(record -> Wire.read(record.value(), EffectSettled.class))
                    .filter(o -> ids.contains(o.runId()) && o.generation() == generation)
                    .toList(),
            found -> found.size() >= runs.size());
  }

  /** How many were carried out; the others were cancelled. */
  private static int succeeded(List<EffectSettled> outcomes) {
    assertThat(outcomes)
        .extracting(EffectSettled::state)
        .isSubsetOf(EffectState.SUCCEEDED, EffectState.CANCELLED);
    var succeeded = outcomes.stream().filter(o -> o.state() == EffectState.SUCCEEDED).count();
    LOG.infof("of %d runs %d were carried out", outcomes.size(), succeeded);
    return (int) succeeded;
  }

  @Test
  void onlyThosePermittedCancelAndOnlyWhatIsTheirs() {
    SINK.answer("/theirs", (exchange, _) -> Sink.respond(exchange, 503, ""));
    var command = patient("/theirs").command();
    heard.say(command);
    awaitState(command, "RETRY_WAIT");

    given().post(path("default", command.runId())).then().statusCode(401);
    bearer("default", "run:read", "dead-letter:redrive")
        .post(path("default", command.runId()))
        .then()
        .statusCode(403);
    for (var workspace : List.of("other", "default")) {
      bearer(workspace, "run:cancel").post(path("other", command.runId())).then().statusCode(404);
    }
    heard.probe().produce(asked(command, "other", "not mine").message("/trigger-service"));
    heard.outcome(Commands.run().post(SINK.url("/after-theirs"), null).command());
    assertThat(heard.outcomes(command.runId())).isEmpty();
    cancel(command, null).statusCode(202).body("cancelled", equalTo(1));
  }

  @Test
  void badCancellationsAreTheCallersMistake() {
    bearer("default", "run:cancel")
        .post(path("default", UUID.randomUUID()))
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("RUN_NOT_ADMITTED"));
    var command = run("/bad");
    heard.outcome(command);
    cancel(command, "x".repeat(501))
        .statusCode(422)
        .body("code", equalTo("CANCELLATION_INVALID"))
        .body("errors[0].pointer", equalTo("/reason"));
    for (var body : List.of("{\"raison\":\"x\"}", "{\"reason\":", "[]")) {
      bearer("default", "run:cancel")
          .contentType("application/json")
          .body(body)
          .post(path("default", command.runId()))
          .then()
          .statusCode(400);
    }
  }

  private static void answer(
      com.sun.net.httpserver.HttpExchange exchange, CountDownLatch when, int status)
      throws Exception {
    when.await();
    if (status == 0) {
      exchange.close();
    } else {
      Sink.respond(exchange, status, "");
    }
  }

  private static PerformActions run(String path) {
    return Commands.run().post(SINK.url(path), null).command();
  }

  /** A run whose second attempt is minutes away. */
  private static Commands patient(String path) {
    var with = Map.<String, Object>of("method", "POST", "url", SINK.url(path));
    return Commands.run().call("http.request@1", with, Delivery.IDEMPOTENT, PATIENT);
  }

  private static ValidatableResponse cancel(
      PerformActions command, @org.jspecify.annotations.Nullable String reason) {
    var request = bearer("default", "run:cancel");
    if (reason != null) {
      request.contentType("application/json").body(Map.of("reason", reason));
    }
    return request.post(path("default", command.runId())).then();
  }

  private static ValidatableResponse redrive(PerformActions command) {
    return bearer("default", "dead-letter:redrive")
        .post(
            "/api/v1/workspaces/default/dead-letters/"
                + command.actions().getFirst().commandId()
                + "/redrive")
        .then();
  }

  private static Object cancel(dev.sequitur.kit.database.Transaction tx, PerformActions run)
      throws java.sql.SQLException {
    return RunCancellation.cancel(tx, List.of(asked(run, "default", "raced")), Instant.now())
        .decided();
  }

  private static void say(PerformActions command, String reason) {
    heard.probe().produce(asked(command, "default", reason).message("/trigger-service"));
  }

  private static CancelRun asked(PerformActions command, String workspace, String reason) {
    return new CancelRun(command.runId(), workspace, "Trigger/nightly", reason, Instant.now());
  }

  private int takeAllPlaces(PerformActions command) {
    return lanes.take(lane(command), 1_000, false);
  }

  private Lane lane(PerformActions command) {
    return Planning.of(command, null, actions).lanes().getFirst();
  }

  private static EffectSettled last(PerformActions command, int outcomes) {
    return heard.awaitOutcomes(command.runId(), outcomes).stream()
        .filter(outcome -> outcome.runEnd() != null)
        .max(java.util.Comparator.comparingInt(EffectSettled::generation))
        .orElseThrow();
  }

  private static RunState end(EffectSettled outcome) {
    return Objects.requireNonNull(outcome.runEnd()).state();
  }

  private static String path(String workspace, UUID runId) {
    return "/api/v1/workspaces/" + workspace + "/runs/" + runId + "/cancellation";
  }

  private static RequestSpecification bearer(String workspace, String... permissions) {
    return given().auth().oauth2(Tokens.of(workspace, permissions));
  }

  private void awaitState(PerformActions command, String state) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> count("effects WHERE state = '" + state + "'", command) == 1);
  }

  private long count(String table, PerformActions command) {
    var where = table.contains("WHERE") ? " AND " : " WHERE ";
    return database.transact(
        tx -> {
          try (var select =
              tx.connection()
                  .prepareStatement("SELECT count(*) FROM " + table + where + "run_id = ?")) {
            select.setObject(1, command.runId());
            try (var rows = select.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          }
        });
  }
}
