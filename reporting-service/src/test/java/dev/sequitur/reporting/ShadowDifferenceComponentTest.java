package dev.sequitur.reporting;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.ShadowCompared.Difference;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How shadows differ from what acts, folded from what rule-service says of them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ShadowDifferenceComponentTest {

  private static final Instant ACCEPTED = Instant.parse("2026-03-01T10:00:00Z");

  private final String workspace = "shadow-" + UUID.randomUUID().toString().substring(0, 8);
  private final Story story = new Story(workspace, "big-order", 0, ACCEPTED);
  private final TopicProbe probe = TopicProbe.ofTests();

  @BeforeEach
  void begin() {
    Readiness.awaitReady();
  }

  @AfterEach
  void end() {
    probe.close();
  }

  @Test
  void whatIsToldTwiceInOtherBatchesCountsOnce() {
    var since = Instant.now().plusSeconds(60);
    probe.produce(change(1, 1, since, new DefinitionPublished.Shadow(2, 1, Map.of(), Map.of())));
    probe.produce(told(1, 0, 8).message());
    probe.produce(told(1, 0, 8).message());
    // A batch that comes again has other bounds.
    probe.produce(told(1, 4, 20).message());
    probe.produce(told(3, 20, 25).message());

    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                shadow("?limit=3")
                    .statusCode(200)
                    .body("counts.same", is(5))
                    .body("counts.changed", is(5))
                    .body("counts.added", is(5))
                    .body("counts.removed", is(5))
                    .body("counts.errors", is(5))
                    .body("versions.acting", contains(1, 3))
                    .body("versions.counts.same", contains(4, 1))
                    .body("hours.hour", contains("2026-03-01T10:00:00Z", "2026-03-01T10:00:00Z"))
                    .body("version", is(2))
                    .body("until", nullValue())
                    .body("events", hasSize(3))
                    .body("events[0].event", is(event(24).toString()))
                    .body("events[0].difference", is("NONE"))
                    .body("events[0].code", is("EXPRESSION_FIELD_MISSING"))
                    .body("events[1].difference", is("REMOVED"))
                    .body(
                        "events[1].explanation",
                        is(
                            "/api/v1/workspaces/"
                                + workspace
                                + "/events/"
                                + event(23)
                                + "/explanation?rule=big-order"))
                    .body("asOf", notNullValue()));

    probe.produce(change(2, 2, since.plusSeconds(60), null));
    await().untilAsserted(() -> shadow("").body("until", notNullValue()).body("acting", is(1)));
    shadow("?limit=500").body("events", hasSize(20));
  }

  @Test
  void aShadowThatHadNothingToTellIsThereAndOneThatNeverWasIsNot() {
    shadow("").statusCode(404).body("code", is("SHADOW_NOT_FOUND"));
    probe.produce(
        change(
            1,
            0,
            Instant.now().plusSeconds(60),
            new DefinitionPublished.Shadow(1, 1, Map.of(), Map.of())));
    await()
        .untilAsserted(
            () ->
                shadow("")
                    .statusCode(200)
                    .body("acting", is(0))
                    .body("counts.same", is(0))
                    .body("events", empty()));
    for (var bad : List.of("?limit=0", "?limit=501", "?limit=x", "?from=2026-01-01T00:00:00Z")) {
      shadow(bad).statusCode(400).body("code", is("INVALID_PARAMETER"));
    }
    asked("", workspace, "statistics:read").statusCode(403);
    asked("", workspace, "event:read").statusCode(403);
    asked("", workspace + "x", "statistics:read", "event:read").statusCode(404);
  }

  private ShadowCompared told(int acting, int from, int to) {
    var verdicts = new ArrayList<ShadowCompared.Verdict>();
    IntStream.range(from, to)
        .forEach(
            number -> {
              var difference = Difference.values()[number % 5];
              verdicts.add(
                  new ShadowCompared.Verdict(
                      event(number),
                      Story.TYPE,
                      number,
                      ACCEPTED.plusSeconds(number),
                      difference,
                      difference == Difference.NONE ? "EXPRESSION_FIELD_MISSING" : null));
            });
    return new ShadowCompared(
        1,
        List.of(
            new ShadowCompared.OfRule(workspace, story.starter(1).uid(), 1, acting, 2, verdicts)));
  }

  private UUID event(int number) {
    return new Story(workspace, "big-order", number, ACCEPTED).eventId();
  }

  private dev.sequitur.contracts.Message change(
      long number, int version, Instant from, DefinitionPublished.@Nullable Shadow shadow) {
    return new DefinitionPublished(
            workspace,
            "Rule",
            story.starter(1).uid(),
            "big-order",
            version,
            number,
            version == 0 ? State.DISABLED : State.ACTIVE,
            from,
            Map.of(),
            Map.of(),
            shadow)
        .message();
  }

  private ValidatableResponse shadow(String query) {
    return asked(query, workspace, "statistics:read", "event:read");
  }

  private ValidatableResponse asked(String query, String in, String... permissions) {
    return given()
        .auth()
        .oauth2(Tokens.of(in, permissions))
        .get("/api/v1/workspaces/" + in + "/rules/big-order/shadow" + query)
        .then();
  }
}
