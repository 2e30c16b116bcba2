package dev.sequitur.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records go in by Kafka, answers come out by HTTP. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ReportingComponentTest {

  private static final AtomicInteger NUMBERS = new AtomicInteger();
  private final TopicProbe probe = TopicProbe.ofTests();

  private final int number = NUMBERS.incrementAndGet();
  private final String workspace = "ws-" + number + "-" + UUID.randomUUID();
  private final Story story = story(number);

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void runIsShownFromItsEventToItsEnd() {
    say(story.event().message(), story.command(2).message(null));
    awaitState("RUNNING");
    say(
        story.outcome(0, 0, EffectState.SUCCEEDED).message(null),
        story.last(1, 0, EffectState.SUCCEEDED).message(null));
    awaitState("SUCCEEDED");

    run("run:read", "payload:read")
        .body("rule.name", is("big-order"))
        .body("rule.version", is(3))
        .body("rule.labels.team", is("sales"))
        .body("event.id", is(story.eventId().toString()))
        .body("event.subject", is("order-" + number))
        .body("event.key", notNullValue())
        .body("decidedAt", notNullValue())
        .body("endedAt", notNullValue())
        .body("actions.step", contains("step-0", "step-1"))
        .body("actions.state", everyItem(is("SUCCEEDED")))
        .body("actions[0].attempts[0].number", is(1))
        .body("actions[0].attempts[0].durationMicros", is(4200))
        .body("actions[0].attempts[0].phase", is("ANSWERED"))
        .body("actions[0].attempts[0].status", is(200))
        .body("actions[0].output.body.secret", is("of the customer"))
        .body("actions[0].masked", nullValue())
        .body(
            "timeline.what",
            contains(
                "EVENT_ACCEPTED",
                "RUN_STARTED",
                "ATTEMPT_STARTED",
                "ATTEMPT_STARTED",
                "ACTION_SUCCEEDED",
                "ACTION_SUCCEEDED",
                "RUN_ENDED"));
  }

  @Test
  void listFindsTheRunOfAnEventWithItsActionAttemptAndOutcome() {
    say(story.command(1).message(null), story.last(0, 0, EffectState.DEAD).message(null));
    awaitState("FAILED");

    runs("?eventId=" + story.eventId())
        .body("items", hasSize(1))
        .body("items[0].runId", is(story.runId().toString()))
        .body("items[0].actions[0].state", is("DEAD"))
        .body("items[0].actions[0].failure.code", is("HTTP_STATUS"))
        .body("items[0].actions[0].attempts[0].status", is(500))
        .body("next", nullValue());
  }

  @Test
  void outcomeBeforeItsCommandIsCompletedLater() {
    say(story.last(0, 0, EffectState.SUCCEEDED).message(null));
    awaitState("SUCCEEDED");
    run("run:read").body("decidedAt", nullValue()).body("actions", hasSize(1));
    statistics("").body("runs", empty());

    say(story.command(1).message(null));

    await()
        .untilAsserted(
            () -> run("run:read").body("decidedAt", notNullValue()).body("state", is("SUCCEEDED")));
    statistics("").body("runs.started", contains(1)).body("runs.succeeded", contains(1));
  }

  @Test
  void redriveReplacesTheEndAndKeepsWhatWasBefore() {
    say(story.command(1).message(null), story.last(0, 0, EffectState.DEAD).message(null));
    awaitState("FAILED");
    statistics("").body("runs.failed", contains(1)).body("runs.succeeded", contains(0));

    say(story.last(0, 1, EffectState.SUCCEEDED).message(null));

    awaitState("SUCCEEDED");
    run("run:read")
        .body("generation", is(1))
        .body("actions[0].generation", is(1))
        .body("actions[0].earlier[0].state", is("DEAD"))
        .body("actions[0].earlier[0].failure.code", is("HTTP_STATUS"))
        .body("timeline.what", hasItem("ACTION_DEAD"));
    statistics("")
        .body("runs.started", contains(1))
        .body("runs.running", contains(0))
        .body("runs.failed", contains(0))
        .body("runs.succeeded", contains(1));
  }

  @Test
  void rejectedRunIsShownWithItsCode() {
    say(story.rejected().message(null));

    awaitState("REJECTED");
    run("run:read")
        .body("rejection.code", is("COMMAND_TOO_LARGE"))
        .body("actions", empty())
        .body("timeline.what", contains("EVENT_ACCEPTED", "RUN_REJECTED"));
    statistics("").body("runs.started", contains(0)).body("runs.rejected", contains(1));
    runs("?state=REJECTED").body("items.runId", contains(story.runId().toString()));
  }

  @Test
  void eventIsFoundWhereItStandsWithTheRunsItStarted() {
    var position = probe.produce(story.event().message());
    probe.produce(story.event().message());
    probe.produce(story.command(1).message(null));
    awaitState("RUNNING");

    await()
        .untilAsserted(
            () ->
                get("/events/" + story.eventId(), "event:read")
                    .statusCode(200)
                    .body("partition", is(position.partition()))
                    .body("offset", is((int) position.offset()))
                    .body("acceptedAt", is(Instant.ofEpochMilli(position.timestamp()).toString()))
                    .body("duplicates", is(1))
                    .body("source", is("/shop"))
                    .body("data", nullValue())
                    .body("runs", contains(story.runId().toString())));
    statistics("&from=" + Instant.ofEpochMilli(position.timestamp()))
        .body("events.accepted", contains(1));
  }

  @Test
  void outputIsMaskedForReadersWithoutThePermission() {
    say(story.command(1).message(null), story.last(0, 0, EffectState.SUCCEEDED).message(null));
    awaitState("SUCCEEDED");

    var masked = run("run:read");
    masked.body("actions[0].masked", is(true)).body("actions[0].output", nullValue());
    assertThat(masked.extract().asString()).doesNotContain("of the customer");
    assertThat(runs("").extract().asString()).doesNotContain("of the customer");
  }

  @Test
  void otherWorkspacesSeeNothing() {
    say(story.event().message(), story.command(1).message(null));
    awaitState("RUNNING");
    var stranger = Tokens.of("another", "run:read", "event:read", "statistics:read");

    for (var path : List.of("/runs/" + story.runId(), "/events/" + story.eventId())) {
      as(stranger).get(path("another") + path).then().statusCode(404);
      as(stranger).get(path(workspace) + path).then().statusCode(404).body("code", is("NOT_FOUND"));
    }
    as(stranger)
        .get(path("another") + "/runs?eventId=" + story.eventId())
        .then()
        .statusCode(200)
        .body("items", empty());
  }

  @Test
  void eachAnswerNeedsItsPermission() {
    for (var path : List.of("/runs", "/runs/" + story.runId(), "/events/x", "/statistics")) {
      get(path, "payload:read").statusCode(403).body("code", is("FORBIDDEN"));
      given().get(path(workspace) + path).then().statusCode(401);
    }
  }

  @Test
  void unknownRunIsNotFound() {
    get("/runs/" + UUID.randomUUID(), "run:read")
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", is("RUN_NOT_FOUND"));
    get("/events/" + UUID.randomUUID(), "event:read")
        .statusCode(404)
        .body("code", is("EVENT_NOT_FOUND"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/runs?colour=blue",
        "/runs?limit=0",
        "/runs?limit=501",
        "/statistics?by=everything",
        "/statistics?by=RULE",
        "/statistics?granularity=day",
        "/statistics?by=rule&granularity=week",
        "/statistics?by=rule&zone=Mars/Olympus",
        "/statistics?by=rule&from=2024-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/statistics?by=rule&after=xyz",
        "/statistics?by=rule&limit=0",
        "/runs?limit=1&limit=2",
        "/runs?eventId=1",
        "/runs?state=DONE",
        "/runs?from=now",
        "/runs?after=%00",
        "/runs?rule=%00",
        "/runs/17",
        "/statistics?to=2026-01-01",
        "/statistics?from=2026-01-01T00:00:00Z&to=2025-01-01T00:00:00Z",
        "/statistics?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z"
      })
  void badParameterIsRefusedByName(String path) {
    get(path, "run:read", "statistics:read")
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", is("INVALID_PARAMETER"))
        .body("errors[0].pointer", notNullValue());
  }

  @Test
  void pagesOverAThousandRunsHaveNoGapAndNoDouble() {
    // Many are accepted in one millisecond, so that the id has to tell them apart.
    var stories = IntStream.range(0, 1_050).mapToObj(i -> storyAt(i, i / 40)).toList();
    stories.forEach(one -> probe.produce(one.command(1).message(null)));
    awaitCount(1_050);

    var seen = new HashSet<String>();
    var newest = Instant.MAX;
    var after = "";
    do {
      var page = runs("?limit=37" + after).extract().jsonPath();
      for (var id : page.<String>getList("items.runId")) {
        assertThat(seen.add(id)).isTrue();
      }
      for (var text : page.<String>getList("items.event.acceptedAt")) {
        assertThat(Instant.parse(text)).isBeforeOrEqualTo(newest);
        newest = Instant.parse(text);
      }
      after = page.getString("next") == null ? "" : "&after=" + page.getString("next");
    } while (!after.isEmpty());
    assertThat(seen).hasSize(1_050);
  }

  @Test
  void filtersNarrowTheList() {
    var good = storyAt(1, 1);
    var bad = storyAt(2, 2);
    var other = new Story(workspace, "other", 3, story.acceptedAt());
    say(
        good.command(1).message(null),
        good.last(0, 0, EffectState.SUCCEEDED).message(null),
        bad.command(2).message(null),
        bad.outcome(0, 0, EffectState.SUCCEEDED).message(null),
        bad.last(1, 0, EffectState.UNKNOWN).message(null),
        other.command(1).message(null));
    // Each run is on a partition of its own, and no partition waits for another.
    await().untilAsserted(() -> runs("?state=UNKNOWN").body("items", hasSize(1)));
    await().untilAsserted(() -> runs("?state=SUCCEEDED").body("items", hasSize(1)));
    awaitCount(3);

    runs("?rule=other").body("items.runId", contains(other.runId().toString()));
    runs("?state=SUCCEEDED").body("items.runId", contains(good.runId().toString()));
    runs("?actionState=SUCCEEDED")
        .body("items.runId", containsInAnyOrder(good.runId().toString(), bad.runId().toString()));
    runs("?from=" + bad.acceptedAt()).body("items.runId", contains(bad.runId().toString()));
    runs("?to=" + bad.acceptedAt() + "&rule=big-order")
        .body("items.runId", contains(good.runId().toString()));
    statistics("&rule=other").body("runs.rule", contains("other")).body("events", nullValue());
  }

  @Test
  void poisonGoesToQuarantineAndTheOthersGoOn() {
    var key = story.runId().toString();
    var headers = Map.of(Headers.TYPE, PerformActions.TYPE);
    // A well-formed record on the topic of another: nobody but us could have put it there.
    var outcome = story.last(0, 0, EffectState.SUCCEEDED).message(null);
    var poison =
        List.of(
            probe.raw(Topics.COMMANDS.name(), key, "{".getBytes(StandardCharsets.UTF_8), headers),
            probe.raw(Topics.COMMANDS.name(), key, new byte[] {(byte) 0xff}, Map.of()),
            probe.raw(Topics.COMMANDS.name(), key, outcome.value(), outcome.headers()));
    say(story.command(1).message(null));

    awaitState("RUNNING");
    await()
        .untilAsserted(
            () ->
                assertThat(quarantinedCommands())
                    .containsOnlyOnceElementsOf(
                        poison.stream()
                            .map(one -> one.topic() + "/" + one.partition() + "/" + one.offset())
                            .toList()));
  }

  /** Where each came from: other tests put records aside too. */
  private List<String> quarantinedCommands() {
    return probe
        .all(
            Topics.QUARANTINE,
            record ->
                TopicProbe.header(record, Headers.QUARANTINE_TOPIC).equals(Topics.COMMANDS.name()))
        .stream()
        .map(record -> new String(record.key(), StandardCharsets.UTF_8))
        .toList();
  }

  @Test
  void asOfComesToIncludeWhatWasSaid() {
    var position = probe.produce(story.command(1).message(null));
    var said = Instant.ofEpochMilli(position.timestamp());

    await()
        .atMost(Duration.ofSeconds(15))
        .untilAsserted(
            () -> {
              var page = runs("").extract().jsonPath();
              assertThat(page.getString("asOf")).isNotNull();
              assertThat(Instant.parse(page.getString("asOf"))).isAfter(said);
              assertThat(page.getList("items")).hasSize(1);
            });
  }

  @Test
  void seriesTellOfRuleTriggerAndActionByTheHourAndByTheDay() {
    say(
        story.event().message(),
        story.command(2).message(null),
        story.outcome(0, 0, EffectState.SUCCEEDED).message(null),
        story.last(1, 0, EffectState.DEAD).message(null));
    awaitState("FAILED");
    await().untilAsserted(() -> statistics("&by=trigger").body("items.accepted", contains(1)));

    for (var period : List.of("hour", "day")) {
      var more = "&granularity=" + period + "&zone=Europe/Berlin";
      statistics("&by=rule" + more)
          .body("granularity", is(period))
          .body("items.name", contains("big-order"))
          .body("items.matched", contains(1))
          .body("items.running", contains(0))
          .body("items.failed", contains(1))
          .body("items.dead", contains(1))
          .body("items.durations.count", contains(1))
          .body("items[0].durations.p99Micros", allOf(greaterThan(19_100), lessThan(20_900)))
          .body("items[0].day", period.equals("day") ? notNullValue() : nullValue())
          .body("items[0].accepted", nullValue());
      statistics("&by=trigger" + more)
          .body("items.accepted", contains(1))
          .body("items.matched", contains(1))
          .body("items.dead", contains(1));
      statistics("&by=action&name=big-order" + more)
          .body("items.step", contains("step-0", "step-1"))
          .body("items.uses", everyItem(is("http.request@1")))
          .body("items.succeeded", contains(1, 0))
          .body("items.dead", contains(0, 1))
          .body("items.attempts", contains(1, 1))
          .body("items[1].durations.p50Micros", allOf(greaterThan(4_010), lessThan(4_390)));
    }
    statistics("&by=action&limit=1").body("items", hasSize(1)).body("next", notNullValue());
    statistics("&by=rule&name=another").body("items", empty());
    statistics("&by=trigger&name=never-published").body("items", empty());
  }

  @Test
  void triggerOfASeriesBearsItsName() {
    var uid = UUID.nameUUIDFromBytes(workspace.getBytes(StandardCharsets.UTF_8));
    probe.produce(published(uid, "incoming").message());
    var event = story.event();
    probe.produce(
        new AcceptedEvent(
                event.id(),
                workspace,
                event.type(),
                event.source(),
                null,
                null,
                null,
                uid,
                1,
                0,
                event.data(),
                null)
            .message());

    await()
        .untilAsserted(
            () ->
                statistics("&by=trigger&name=incoming")
                    .body("items.name", contains("incoming"))
                    .body("items.uid", contains(uid.toString()))
                    .body("items.accepted", contains(1)));
  }

  private DefinitionPublished published(UUID uid, String name) {
    return new DefinitionPublished(
        workspace,
        "Trigger",
        uid,
        name,
        1,
        1,
        DefinitionPublished.State.ACTIVE,
        Instant.now().plusSeconds(60),
        Map.of(),
        Map.of());
  }

  private void say(Message... messages) {
    for (var message : messages) {
      probe.produce(message);
    }
  }

  private void awaitState(String state) {
    await().untilAsserted(() -> run("run:read").body("state", equalTo(state)));
  }

  private void awaitCount(int count) {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Tables.query("SELECT count(*) FROM runs WHERE workspace = '" + workspace + "'")
                    .equals(List.of(Integer.toString(count))));
  }

  private ValidatableResponse run(String... permissions) {
    return get("/runs/" + story.runId(), permissions).statusCode(200);
  }

  private ValidatableResponse runs(String query) {
    return get("/runs" + query, "run:read").statusCode(200);
  }

  private ValidatableResponse statistics(String more) {
    var to = "?to=" + Instant.now().plusSeconds(3_600);
    return get("/statistics" + to + more, "statistics:read").statusCode(200);
  }

  private ValidatableResponse get(String path, String... permissions) {
    return as(Tokens.of(workspace, permissions)).get(path(workspace) + path).then();
  }

  private static RequestSpecification as(String token) {
    return given().urlEncodingEnabled(false).auth().oauth2(token);
  }

  private static String path(String workspace) {
    return "/api/v1/workspaces/" + workspace;
  }

  private Story story(int tale) {
    return new Story(workspace, "big-order", tale, Instant.now().minusSeconds(60));
  }

  private Story storyAt(int tale, int millis) {
    return new Story(workspace, "big-order", tale, story.acceptedAt().plusMillis(millis));
  }
}
