package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How a trigger is, as people see it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class StateComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void webhookRunsFailsAndRunsAgain() {
    var spec =
        "webhook: { path: watched, verify: { none: true } }\nevent: { type: '${body.type}' }";
    Service.save("watched", spec).is(201);
    assertThat(text(state("watched"), "state")).isEqualTo("DRAFT");
    Service.publish("watched", "watched", spec);
    var id = Service.hook("watched", "{\"type\":\"a\"}").is(202).text("eventId");
    await().atMost(PATIENCE).until(() -> state("watched").at("/lastEvent/id").asText().equals(id));
    assertThat(text(state("watched"), "state")).isEqualTo("RUNNING");
    for (int i = 0; i < 3; i++) {
      Service.hook("watched", "{}").is(422);
    }
    await().atMost(PATIENCE).until(() -> text(state("watched"), "state").equals("FAILING"));
    assertThat(text(state("watched"), "reason")).isEqualTo("MAPPING_FAILED");
    assertThat(state("watched").at("/lastRefusal/inARow").asInt()).isEqualTo(3);
    Service.hook("watched", "{\"type\":\"a\"}").is(202);
    await().atMost(PATIENCE).until(() -> text(state("watched"), "state").equals("RUNNING"));
    Service.call("PUT", Service.TRIGGERS + "/watched/suspension", Service.author(), "").is(200);
    assertThat(text(state("watched"), "state")).isEqualTo("PAUSED");
    assertThat(text(state("watched"), "reason")).isEqualTo("SUSPENDED");
  }

  @Test
  void suspensionShowsItsReasonUntilItEnds() {
    var path = Service.TRIGGERS + "/rested";
    var json = Service.author("Content-Type", "application/json");
    Service.publish(
        "rested",
        "rested",
        "webhook: { path: rested, verify: { none: true } }\nevent: { type: a }");
    var rests =
        Service.call("PUT", path + "/suspension", json, "{\"reason\":\"Moving, back at 5\"}");
    assertThat(rests.is(200).body().at("/status/reason").asText()).isEqualTo("Moving, back at 5");
    assertThat(text(state("rested"), "state")).isEqualTo("PAUSED");
    assertThat(text(state("rested"), "suspendedFor")).isEqualTo("Moving, back at 5");
    assertThat(listed("rested").at("/status/reason").asText()).isEqualTo("Moving, back at 5");
    // Suspended again without a word it keeps what was said; with one it has that.
    Service.call("PUT", path + "/suspension", Service.author(), "").is(200);
    assertThat(text(state("rested"), "suspendedFor")).isEqualTo("Moving, back at 5");
    Service.call("PUT", path + "/suspension", json, "{\"reason\":\"Later\"}").is(200);
    assertThat(text(state("rested"), "suspendedFor")).isEqualTo("Later");
    try (var probe = TopicProbe.ofTests()) {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  probe
                          .all(
                              Topics.AUDIT,
                              one ->
                                  new String(one.value(), StandardCharsets.UTF_8)
                                      .contains("\"reason\":\"Later\""))
                          .size()
                      == 1);
    }
    Service.call("DELETE", path + "/suspension", Service.author(), "").is(200);
    assertThat(listed("rested").at("/status").has("reason")).isFalse();
    Service.call("PUT", path + "/suspension", Service.author(), "").is(200);
    assertThat(state("rested").has("suspendedFor")).isFalse();
    Service.call("PUT", path + "/suspension", json, "{\"reason\":7,\"because\":\"x\"}")
        .refused(422, "VALIDATION_FAILED");
    Service.call("PUT", path + "/suspension", json, "{\"reason\":\"" + "x".repeat(501) + "\"}")
        .refused(422, "VALIDATION_FAILED");
    Service.call("PUT", path + "/suspension", json, "{").refused(400, "MALFORMED_REQUEST");
  }

  @Test
  void kafkaTriggerDoesNotSayThatItRunsBeforeItDoes() {
    Service.save("unread", "kafka: { topic: not.there.yet, format: json }\nevent: { type: a }")
        .is(201);
    Service.publish("unread").is(200);
    var seen = new LinkedHashSet<String>();
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(20))
        .until(
            () -> {
              seen.add(text(state("unread"), "state"));
              return seen.contains("FAILING");
            });
    assertThat(seen).doesNotContain("RUNNING").contains("STARTING");
    assertThat(text(state("unread"), "reason")).contains("does not exist");
    Service.call("DELETE", Service.TRIGGERS + "/unread", Service.author(), "").is(204);
  }

  @Test
  void scheduleShowsItsLastFiringAndItsNext() {
    Service.save("shown", "schedule: { every: PT1S }\nevent: { type: a }").is(201);
    Service.publish("shown").is(200);
    await().atMost(PATIENCE).until(() -> state("shown").has("lastFiring"));
    var state = state("shown");
    assertThat(text(state, "state")).isEqualTo("RUNNING");
    assertThat(state.has("reason")).isFalse();
    assertThat(state.at("/lastFiring/state").asText()).isEqualTo("FIRED");
    assertThat(state.at("/lastEvent/id")).isEqualTo(state.at("/lastFiring/eventId"));
    assertThat(Instant.parse(text(state, "nextInstant")))
        .isAfter(Instant.parse(state.at("/lastFiring/nominalInstant").asText()));
    Service.call("DELETE", Service.TRIGGERS + "/shown", Service.author(), "").is(204);
  }

  @Test
  void scheduleWhoseEventsCannotBeMadeIsFailing() {
    Service.save(
            "broken",
            "schedule: { every: PT1S }\nevent: { type: 'dev.sequitur.${nominalInstant}' }")
        .is(201);
    Service.publish("broken").is(200);
    await().atMost(PATIENCE).until(() -> text(state("broken"), "state").equals("FAILING"));
    assertThat(text(state("broken"), "reason")).startsWith("MAPPING_FAILED: RESERVED_TYPE");
    Service.call("DELETE", Service.TRIGGERS + "/broken", Service.author(), "").is(204);
  }

  @Test
  void scheduleThatIsOverSaysSo() {
    Service.save("over", "schedule: { at: '2020-01-01T00:00:00Z' }\nevent: { type: a }").is(201);
    Service.publish("over").is(200);
    await().atMost(PATIENCE).until(() -> text(state("over"), "reason").equals("NOTHING_TO_COME"));
    assertThat(text(state("over"), "state")).isEqualTo("RUNNING");
  }

  @Test
  void stateIsForThosePermittedAndOfTriggersThatAreThere() {
    Service.call("GET", Service.TRIGGERS + "/nobody/state", Service.author(), "")
        .refused(404, "DEFINITION_NOT_FOUND");
    Service.call("GET", Service.TRIGGERS + "/nobody/state", Service.with("rule:read"), "")
        .refused(403, "FORBIDDEN");
    Service.call("GET", Service.TRIGGERS + "/nobody/state", Map.of(), "").is(401);
  }

  private static JsonNode state(String name) {
    return Service.call("GET", Service.TRIGGERS + "/" + name + "/state", Service.author(), "")
        .is(200)
        .body();
  }

  private static JsonNode listed(String name) {
    var page = Service.call("GET", Service.TRIGGERS + "?limit=500", Service.author(), "").is(200);
    for (var item : page.body().path("items")) {
      if (item.at("/metadata/name").asText().equals(name)) {
        return item;
      }
    }
    throw new AssertionError(name + " is not listed");
  }

  private static String text(JsonNode state, String field) {
    return state.path(field).asText();
  }
}
