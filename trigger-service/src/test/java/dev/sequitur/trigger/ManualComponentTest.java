package dev.sequitur.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Triggers that somebody fires. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ManualComponentTest {

  private static final String SPEC =
      """
      manual: {}
      filter: "!has(body.amount) || body.amount > 0"
      event: { type: com.example.refund, subject: "${body.order}", data: "${body}" }
      """;

  @Test
  void firedTriggerMakesAnEventOfItsBody() {
    publish("refund", SPEC);
    try (var probe = TopicProbe.ofTests()) {
      var id = fire("refund", "{\"order\":\"o-1\",\"amount\":5}").is(202).text("eventId");
      var event = Service.onTopic(probe, id);
      assertThat(event.type()).isEqualTo("com.example.refund");
      assertThat(event.subject()).isEqualTo("o-1");
      assertThat(event.source()).isEqualTo("/triggers/refund");
      assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"order\":\"o-1\",\"amount\":5}");
      var nothing = fire("refund", "").is(202).text("eventId");
      assertThat(new String(Service.onTopic(probe, nothing).data(), UTF_8)).isEqualTo("{}");
    }
  }

  @Test
  void sameKeyIsTheSameEventAndNoKeyIsAnother() {
    publish("keyed", SPEC);
    var first = fire("keyed", "{}", "Idempotency-Key", "k").text("eventId");
    assertThat(fire("keyed", "{}", "Idempotency-Key", "k").text("eventId")).isEqualTo(first);
    assertThat(fire("keyed", "{}", "Idempotency-Key", "l").text("eventId")).isNotEqualTo(first);
    assertThat(fire("keyed", "{}").text("eventId"))
        .isNotEqualTo(fire("keyed", "{}").text("eventId"));
  }

  @Test
  void filterKeepsOutAndSaysSo() {
    publish("filtering", SPEC);
    var reply = fire("filtering", "{\"amount\":0}").is(202);
    assertThat(reply.body().path("filtered").asBoolean()).isTrue();
    assertThat(reply.body().has("eventId")).isFalse();
    assertThat(fire("filtering", "{\"amount\":\"a\"}").is(202).text("code"))
        .startsWith("EXPRESSION_");
  }

  @Test
  void badRequestsAreRefusedWithTheirReason() {
    publish("strict", "manual: {}\nevent: { type: \"${body.type}\" }");
    fire("strict", "{").refused(400, "BODY_NOT_JSON");
    fire("strict", "{}").refused(422, "MAPPING_FAILED");
    fire("strict", "{\"type\":\"dev.sequitur.x\"}").refused(422, "MAPPING_FAILED");
    fire("strict", "a=b", "Content-Type", "application/x-www-form-urlencoded")
        .refused(415, "CONTENT_NOT_JSON");
    fire("strict", "\"" + "x".repeat(262_144) + "\"").refused(413, "EVENT_TOO_LARGE");
    fire("nobody", "{}").refused(404, "TRIGGER_NOT_FOUND");
  }

  @Test
  void onlyThePermittedFireAndOnlyWhatIsFiredByHand() {
    publish("m-guarded", SPEC);
    var path = Service.TRIGGERS + "/m-guarded/firings";
    Service.call("POST", path, Map.of("Content-Type", "application/json"), "{}").is(401);
    var writer = new HashMap<>(Service.with("trigger:write", "event:write"));
    writer.put("Content-Type", "application/json");
    Service.call("POST", path, writer, "{}").refused(403, "FORBIDDEN");
    Service.publish(
        "by-hook",
        "by-hook",
        "webhook: { path: by-hook, verify: { none: true } }\nevent: { type: a }");
    fire("by-hook", "{}").refused(409, "TRIGGER_NOT_MANUAL");
    Service.call("PUT", Service.TRIGGERS + "/m-guarded/suspension", Service.author(), "").is(200);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> fire("m-guarded", "{}").text("code").equals("TRIGGER_NOT_FOUND"));
  }

  @Test
  void triggerIsFiredWhileThereIsNoDatabase() {
    publish("steady", SPEC);
    Infrastructure.postgres().kill();
    try {
      fire("steady", "{}").is(202);
    } finally {
      Infrastructure.postgres().restart();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Service.save("after-steady", SPEC).status() < 300);
  }

  private static void publish(String name, String spec) {
    assertThat(Service.save(name, spec).status()).isIn(200, 201);
    Service.publish(name).is(200);
    await()
        .atMost(Duration.ofSeconds(15))
        .until(() -> !fire(name, "{").text("code").equals("TRIGGER_NOT_FOUND"));
  }

  private static Service.Reply fire(String name, String body, String... more) {
    var headers = new HashMap<>(Service.author(more));
    headers.putIfAbsent("Content-Type", "application/json");
    return Service.call("POST", Service.TRIGGERS + "/" + name + "/firings", headers, body);
  }
}
