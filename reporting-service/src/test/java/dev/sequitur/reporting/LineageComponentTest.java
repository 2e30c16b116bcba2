package dev.sequitur.reporting;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.Starter;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A chain of events of which each emits the next, as the services' records tell it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class LineageComponentTest {

  private static final Instant BEGUN = Instant.parse("2026-03-01T10:00:00Z");

  private final String workspace = "lineage-" + UUID.randomUUID().toString().substring(0, 8);
  private final TopicProbe probe = TopicProbe.ofTests();
  private final UUID first = Ids.event(workspace, Ids.NO_TRIGGER, "first");
  private final Link one = new Link(first, "com.example.order", 0);
  private final Link two = new Link(one.emitted(), "com.example.packed", 1);
  private final UUID last = two.emitted();

  @BeforeEach
  void begin() {
    Readiness.awaitReady();
  }

  @AfterEach
  void end() {
    probe.close();
  }

  @Test
  void anEventLeadsToItsRunsTheirEffectsAndTheEventsThatTheyCausedAndBack() {
    tell();

    lineage("events/" + first)
        .body("causes", empty())
        .body("event.type", is("com.example.order"))
        .body("event.runs.runId", contains(one.run().toString()))
        .body("event.runs[0].rule", is("emitting"))
        .body("event.runs[0].effects[0].commandId", is(one.command().toString()))
        .body("event.runs[0].effects[0].emitted[0].eventId", is(two.event().toString()))
        .body("event.runs[0].effects[0].emitted[0].type", is("com.example.packed"))
        .body(
            "event.runs[0].effects[0].emitted[0].runs[0].effects[0].emitted[0].eventId",
            is(last.toString()))
        .body("truncated", is(false));
    lineage("events/" + last)
        .body("causes.commandId", contains(two.command().toString(), one.command().toString()))
        .body("causes.event", contains(two.event().toString(), first.toString()))
        .body("causes.rule", contains("emitting", "emitting"))
        .body("event.runs", empty());
    lineage("runs/" + two.run())
        .body("event.eventId", is(two.event().toString()))
        .body("causes.runId", contains(one.run().toString()));
  }

  @Test
  void whatIsNotThereOrNotYoursIsNotFound() {
    tell();
    get("events/" + UUID.randomUUID() + "/lineage", workspace, "event:read", "run:read")
        .statusCode(404)
        .body("code", is("EVENT_NOT_FOUND"));
    get("runs/" + UUID.randomUUID() + "/lineage", workspace, "event:read", "run:read")
        .statusCode(404)
        .body("code", is("RUN_NOT_FOUND"));
    get("events/" + first + "/lineage", workspace + "x", "event:read", "run:read").statusCode(404);
    get("events/x/lineage", workspace, "event:read", "run:read").statusCode(400);
    get("events/" + first + "/lineage", workspace, "event:read").statusCode(403);
    get("events/" + first + "/lineage", workspace, "run:read").statusCode(403);
    lineage("events/" + first).body("event.runs[0].effects[0].output", nullValue());
  }

  private void tell() {
    probe.produce(event(first, one.type(), 0).message());
    for (var link : List.of(one, two)) {
      probe.produce(link.planned().message(null));
      probe.produce(link.settled().message(null));
    }
    probe.produce(event(two.event(), two.type(), 1).message());
    probe.produce(event(last, "com.example.sent", 2).message());
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              assertThat(count("events")).isEqualTo("3");
              assertThat(count("runs")).isEqualTo("2");
              assertThat(count("emissions")).isEqualTo("2");
            });
  }

  private String count(String table) {
    return Tables.query("SELECT count(*) FROM " + table + " WHERE workspace = '" + workspace + "'")
        .getFirst();
  }

  private ValidatableResponse lineage(String of) {
    return get(of + "/lineage", workspace, "event:read", "run:read").statusCode(200);
  }

  private ValidatableResponse get(String path, String asked, String... permissions) {
    return given()
        .auth()
        .oauth2(Tokens.of(workspace, permissions))
        .get("/api/v1/workspaces/" + asked + "/" + path)
        .then();
  }

  private AcceptedEvent event(UUID id, String type, int hops) {
    return new AcceptedEvent(
        id,
        workspace,
        type,
        "/test",
        null,
        null,
        null,
        Ids.NO_TRIGGER,
        0,
        hops,
        "{}".getBytes(StandardCharsets.UTF_8),
        null);
  }

  /** An event whose run emits another. */
  private final class Link {

    private final UUID event;
    private final String type;
    private final int hops;

    Link(UUID event, String type, int hops) {
      this.event = event;
      this.type = type;
      this.hops = hops;
    }

    UUID event() {
      return event;
    }

    String type() {
      return type;
    }

    UUID run() {
      return Ids.run(workspace, starter().uid(), event, 0);
    }

    UUID command() {
      return Ids.command(run(), "next", 0);
    }

    UUID emitted() {
      return Ids.emitted(workspace, command().toString());
    }

    PerformActions planned() {
      var call =
          new ActionCall(
              command(),
              "next",
              0,
              "emit@1",
              Map.of("type", "com.example.next"),
              null,
              RetryPolicy.DEFAULT,
              Duration.ofSeconds(30));
      return new PerformActions(
          run(), 0, workspace, starter(), reference(), 0, BEGUN, List.of(call), Map.of());
    }

    EffectSettled settled() {
      return new EffectSettled(
          run(),
          command(),
          workspace,
          "next",
          "emit@1",
          0,
          EffectState.SUCCEEDED,
          List.of(),
          Map.of("eventId", emitted().toString()),
          null,
          starter(),
          reference(),
          BEGUN.plusMillis(5),
          null);
    }

    private Starter starter() {
      var uid = UUID.nameUUIDFromBytes(workspace.getBytes(StandardCharsets.UTF_8));
      return new Starter("Rule", uid, "emitting", 1, Map.of());
    }

    private EventReference reference() {
      return new EventReference(
          event, type, 0, 1, BEGUN, null, null, Ids.NO_TRIGGER, hops == 0 ? null : hops);
    }
  }
}
