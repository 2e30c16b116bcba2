package dev.sequitur.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules did, version by version: records go in by Kafka, answers come out by HTTP. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RuleAnalyticsComponentTest {

  private final TopicProbe probe = TopicProbe.ofTests();
  private final String workspace = "analytics-" + UUID.randomUUID();
  private final Instant accepted = Instant.now().minusSeconds(60);

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void runsCountForTheVersionThatDecidedOnThem() {
    say(published("big-order", 3, 1));
    say(published("big-order", 4, 2));
    var good = story(1);
    var bad = story(2);
    say(good.command(2).message(null), good.outcome(0, 0, EffectState.SUCCEEDED).message(null));
    say(good.last(1, 0, EffectState.SUCCEEDED).message(null));
    say(bad.command(1).message(null), bad.last(0, 0, EffectState.DEAD).message(null));
    say(story(3).rejected().message(null));
    // Of the next version, which is still under way; and twice, as redeliveries are.
    var later = ofVersion(4, story(4).command(1));
    say(later.message(null), later.message(null), bad.command(1).message(null));

    eventually()
        .untilAsserted(() -> analytics("big-order").body("versions.version", contains(4, 3)));
    eventually()
        .untilAsserted(
            () ->
                analytics("big-order")
                    .body("state", is("ACTIVE"))
                    .body("versions[0].runs.matched", is(1))
                    .body("versions[0].runs.running", is(1))
                    .body("versions[1].runs.matched", is(3))
                    .body("versions[1].runs.running", is(0))
                    .body("versions[1].runs.succeeded", is(1))
                    .body("versions[1].runs.failed", is(1))
                    .body("versions[1].runs.dead", is(1))
                    .body("versions[1].runs.rejected", is(1))
                    .body("versions[1].runs.durations.count", is(2))
                    .body("versions[1].rejected.code", contains("COMMAND_TOO_LARGE"))
                    .body("versions[1].rejected.count", contains(1))
                    .body("versions[1].actions.step", contains("step-0", "step-1"))
                    .body("versions[1].actions[0].outcomes.matched", is(2))
                    .body("versions[1].actions[0].outcomes.succeeded", is(1))
                    .body("versions[1].actions[0].outcomes.dead", is(1))
                    .body("versions[1].actions[0].outcomes.running", is(0))
                    .body("versions[1].untold", empty())
                    .body("lastMatchAt", notNullValue())
                    .body("topKeys.lookedAt", is(4))
                    .body("topKeys.complete", is(true))
                    .body("topKeys.keys.key", hasItem("customer-1")));
  }

  @Test
  void whatKeptARuleFromRunsIsCountedOnceHoweverOftenItIsSaid() {
    say(published("fussy", 1, 1));
    var partition = 1_000_000 + (int) (System.nanoTime() % 1_000_000);
    say(stopped(partition, 100, 109, true, "EXPRESSION_TYPE", 0, 3, 9));
    // The batch is repeated, and cut otherwise: 103 and 109 were counted, 112 is new.
    say(stopped(partition, 103, 112, true, "EXPRESSION_TYPE", 0, 6, 9));
    say(stopped(partition, 100, 104, true, "EXPRESSION_TYPE", 0, 3));
    say(stopped(partition, 113, 113, false, "RULE_NOT_VALID", 0));

    eventually()
        .untilAsserted(
            () ->
                analytics("fussy")
                    .body("versions[0].untold.code", contains("EXPRESSION_TYPE"))
                    .body("versions[0].untold.count", contains(4))
                    .body("versions[0].suppressed.code", contains("RULE_NOT_VALID"))
                    .body("versions[0].suppressed.count", contains(1))
                    .body("versions[0].runs.matched", is(0))
                    .body("lastMatchAt", nullValue()));
    overview("")
        .body("stopped[0].rule", is("fussy"))
        .body("stopped[0].kind", is("UNTOLD"))
        .body("stopped[0].times", is(4));
  }

  @Test
  void noisyAndQuietRulesStandOut() {
    say(published("loud", 1, 1));
    say(published("still", 1, 1));
    say(published("calm", 1, 1));
    say(change("resting", 1, 1, State.DISABLED));
    var loud = new Story(workspace, "loud", 1, accepted);
    say(loud.command(1).message(null));

    eventually()
        .untilAsserted(
            () ->
                overview("")
                    .body("noisy.rule", contains("loud"))
                    .body("noisy[0].matched", is(1))
                    .body("noisy[0].share", is(1.0f))
                    .body("active", is(3))
                    .body("quietRules", is(2))
                    .body("quiet.rule", containsInAnyOrder("still", "calm"))
                    .body("quiet.dead", contains(false, false)));
    overview("?limit=1").body("quietRules", is(2)).body("quiet.rule", hasSize(1));
  }

  @Test
  void keysAreForThoseWhoMayReadRuns() {
    say(published("big-order", 3, 1));
    say(story(1).command(1).message(null));
    eventually()
        .untilAsserted(() -> analytics("big-order").body("topKeys.lookedAt", greaterThan(0)));

    get(workspace, "/rules/big-order/analytics", "statistics:read")
        .statusCode(200)
        .body("topKeys", nullValue());
    get(workspace, "/rules/big-order/analytics", "run:read").statusCode(403);
    get(workspace, "/rule-analytics", "run:read").statusCode(403);
    get("another", "/rules/big-order/analytics", "statistics:read").statusCode(404);
    get("another", "/rule-analytics", "statistics:read").statusCode(200).body("active", is(0));
  }

  @Test
  void ruleThatWasNeverPublishedIsNotFound() {
    get(workspace, "/rules/nobody/analytics", "statistics:read")
        .statusCode(404)
        .body("code", is("RULE_NOT_PUBLISHED"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/rules/x/analytics?limit=1",
        "/rules/x/analytics?from=yesterday",
        "/rules/x/analytics?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/rule-analytics?from=2025-01-01T00:00:00Z&to=2026-01-01T00:00:00Z",
        "/rule-analytics?limit=0",
        "/rule-analytics?rule=x"
      })
  void badParameterIsRefusedByName(String path) {
    get(workspace, path, "statistics:read")
        .statusCode(400)
        .body("code", is("INVALID_PARAMETER"))
        .body("errors[0].pointer", notNullValue());
  }

  private static ConditionFactory eventually() {
    return await().atMost(Duration.ofSeconds(30));
  }

  private Story story(int number) {
    return new Story(workspace, "big-order", number, accepted);
  }

  private static PerformActions ofVersion(int version, PerformActions command) {
    var starter = command.starter();
    return new PerformActions(
        command.runId(),
        command.revision(),
        command.workspace(),
        new Starter(starter.kind(), starter.uid(), starter.name(), version, starter.labels()),
        command.event(),
        command.runNo(),
        command.decidedAt(),
        command.actions(),
        Map.of());
  }

  private UUID uid(String rule) {
    return new Story(workspace, rule, 1, accepted).starter(1).uid();
  }

  private Message published(String rule, int version, int change) {
    return change(rule, version, change, State.ACTIVE);
  }

  /** In force as soon as a publication can be. */
  private Message change(String rule, int version, int change, State state) {
    return new DefinitionPublished(
            workspace,
            KnownRules.KIND,
            uid(rule),
            rule,
            version,
            change,
            state,
            Instant.now().plusMillis(1_500),
            Map.of(),
            Map.of())
        .message();
  }

  private Message stopped(
      int partition, long from, long to, boolean asked, String code, int... places) {
    var at = new BitSet();
    for (var place : places) {
      at.set(place);
    }
    var stopped =
        new EventsMatched.Stopped(
            workspace,
            uid("fussy"),
            "fussy",
            1,
            asked,
            code,
            accepted.truncatedTo(ChronoUnit.HOURS),
            EventsMatched.Stopped.events(at));
    var events = (int) (to - from) + 1;
    return new EventsMatched(
            partition, from, to, events, 0, events, 0, 0, List.of(), accepted, List.of(stopped))
        .message();
  }

  private void say(Message... messages) {
    for (var message : messages) {
      probe.produce(message);
    }
  }

  private ValidatableResponse analytics(String rule) {
    var to = "?to=" + Instant.now().plusSeconds(3_600);
    return get(workspace, "/rules/" + rule + "/analytics" + to, "statistics:read", "run:read")
        .statusCode(200);
  }

  private ValidatableResponse overview(String query) {
    return get(workspace, "/rule-analytics" + query, "statistics:read").statusCode(200);
  }

  private static ValidatableResponse get(String workspace, String path, String... permissions) {
    return given()
        .auth()
        .oauth2(Tokens.of(workspace, permissions))
        .get("/api/v1/workspaces/" + workspace + path)
        .then();
  }
}
