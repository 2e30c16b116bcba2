package dev.sequitur.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EventsComponentTest {

  private static final String EVENTS = Service.API + "/events";
  private static TopicProbe probe;

  @BeforeAll
  static void open() {
    probe = TopicProbe.ofTests();
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  @Test
  void binaryEventIsOnTheTopic() {
    var headers = binary("e-1");
    headers.put("ce-partitionkey", "k1");
    headers.put("ce-subject", "order/1");
    headers.put("ce-comexample", "kept");
    var reply = Service.call("POST", EVENTS, headers, "{\"a\": 1}").is(202);
    var id = reply.text("eventId");
    assertThat(reply.body().get("eventIds")).hasSize(1);
    assertThat(id).isEqualTo(Ids.event("default", Ids.NO_TRIGGER, "cloudevent:2:/se-1").toString());
    var event = Service.onTopic(probe, id);
    assertThat(event.type()).isEqualTo("com.example.sent");
    assertThat(event.source()).isEqualTo("/s");
    assertThat(event.key()).isEqualTo("k1");
    assertThat(event.subject()).isEqualTo("order/1");
    assertThat(event.trigger()).isEqualTo(Ids.NO_TRIGGER);
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"a\": 1}");
    assertThat(TopicProbe.header(Service.records(probe, id).getFirst(), "ce_comexample"))
        .isEqualTo("kept");
  }

  @Test
  void structuredFormOfTheSameEventIsTheSameEvent() {
    var first = Service.call("POST", EVENTS, binary("e-2"), "{}").is(202).text("eventId");
    var again =
        Service.call("POST", EVENTS, content("application/cloudevents+json"), envelope("e-2"))
            .is(202)
            .text("eventId");
    assertThat(again).isEqualTo(first);
  }

  @Test
  void batchIsAcceptedAsAWhole() {
    var reply =
        Service.call(
                "POST",
                EVENTS,
                content("application/cloudevents-batch+json"),
                "[" + envelope("b-1") + "," + envelope("b-2") + "]")
            .is(202);
    assertThat(reply.body().get("eventIds")).hasSize(2);
    assertThat(reply.body().has("eventId")).isFalse();
    reply.body().get("eventIds").forEach(id -> Service.records(probe, id.asText()));
  }

  @Test
  void batchWithOneBadEventLeavesNothing() {
    var bad = envelope("b-4").replace("1.0", "0.3");
    var reply =
        Service.call(
                "POST",
                EVENTS,
                content("application/cloudevents-batch+json"),
                "[" + envelope("b-3") + "," + bad + "]")
            .refused(422, "EVENT_INVALID");
    assertThat(reply.body().at("/errors/0/pointer").asText()).isEqualTo("/1/specversion");
    var id = Ids.event("default", Ids.NO_TRIGGER, "cloudevent:2:/sb-3").toString();
    assertThat(probe.all(Topics.EVENTS, record -> TopicProbe.header(record, "ce_id").equals(id)))
        .isEmpty();
  }

  @Test
  void emptyBatchIsAccepted() {
    Service.call("POST", EVENTS, content("application/cloudevents-batch+json"), "[]").is(202);
  }

  @Test
  void wrongEventsAreRefused() {
    Service.call("POST", EVENTS, content("text/xml"), "<a/>").refused(415, "CONTENT_NOT_JSON");
    Service.call("POST", EVENTS, content("application/json"), "{}").refused(422, "EVENT_INVALID");
    Service.call("POST", EVENTS, binary("e-3"), "{").refused(400, "BODY_NOT_JSON");
    Service.call("POST", EVENTS, binary("e-3"), "\"" + "x".repeat(262_143) + "\"")
        .refused(413, "EVENT_TOO_LARGE");
    var reserved = binary("e-3");
    reserved.put("ce-type", "dev.sequitur.run-ended");
    Service.call("POST", EVENTS, reserved, "{}").refused(422, "EVENT_INVALID");
  }

  @Test
  void onlyThePermittedMaySendEvents() {
    Service.call("POST", EVENTS, Map.of(), "{}").is(401);
    Service.call("POST", EVENTS, Service.with("event:read"), "{}").refused(403, "FORBIDDEN");
    var expired = Map.of("Authorization", "Bearer " + Tokens.expired("default", "event:write"));
    Service.call("POST", EVENTS, expired, "{}").is(401);
    Service.call("POST", "/api/v1/workspaces/other/events", binary("e-4"), "{}")
        .refused(404, "NOT_FOUND");
  }

  private static Map<String, String> binary(String id) {
    var headers = new HashMap<>(content("application/json"));
    headers.put("ce-specversion", "1.0");
    headers.put("ce-id", id);
    headers.put("ce-source", "/s");
    headers.put("ce-type", "com.example.sent");
    return headers;
  }

  private static Map<String, String> content(String type) {
    return Service.author("Content-Type", type);
  }

  private static String envelope(String id) {
    return "{\"specversion\":\"1.0\",\"id\":\""
        + id
        + "\",\"source\":\"/s\",\"type\":\"com.example.sent\",\"data\":{\"n\":1}}";
  }
}
