package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.trigger.delivery.Replicas;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The last calls of a webhook, as people see them. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DeliveryComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** HMAC-SHA256 of {@code {}} under {@code key}. */
  private static final String SIGNATURE =
      "a777724d943eb48dc69bca8a4a6d57a04db3f9ec7e1de4e581e860265bdf3032";

  @Inject Replicas replicas;

  @Test
  void eachCallIsListedWithItsVerdictAndNothingOfWhatWasSent() {
    try (var probe = TopicProbe.ofTests()) {
      Service.storeSecret(probe, "listed", 1, "key");
    }
    Service.publish(
        "listed",
        "listed",
        """
        webhook: { path: listed, verify: { hmac: { secret: listed, header: X-Signature } } }
        event: { type: com.example.a, id: "${headers['x-id']}" }
        """);
    var before = list("listed").at("/items").size();
    var signed = Map.of("X-Signature", SIGNATURE, "X-Id", "one");
    var id = Service.hook("listed", "{}", signed).is(202).text("eventId");
    Service.hook("listed", "{}", signed).is(202);
    Service.hook("listed", "{ }", signed).refused(401, "SIGNATURE_INVALID");
    Service.hook("listed", "{}").refused(401, "SIGNATURE_MISSING");
    Service.hook("listed", "\"" + "x".repeat(300_000) + "\"", signed)
        .refused(413, "EVENT_TOO_LARGE");
    var listed = list("listed");
    assertThat(listed.path("complete").asBoolean()).isTrue();
    var items = items(listed);
    assertThat(items).hasSize(before + 5);
    assertThat(items.stream().limit(5).map(one -> one.path("verdict").asText()))
        .containsExactly("REJECTED", "REJECTED", "REJECTED", "ACCEPTED", "ACCEPTED");
    assertThat(items.stream().limit(5).map(one -> one.path("status").asInt()))
        .containsExactly(413, 401, 401, 202, 202);
    assertThat(items.stream().limit(3).map(one -> one.path("code").asText()))
        .containsExactly("EVENT_TOO_LARGE", "SIGNATURE_MISSING", "SIGNATURE_INVALID");
    assertThat(items.get(0).path("bytes").asInt()).isEqualTo(300_002);
    assertThat(items.get(3).path("eventId").asText()).isEqualTo(id);
    assertThat(items.get(3).path("repeats").asBoolean()).isTrue();
    assertThat(items.get(4).path("repeats").asBoolean()).isFalse();
    assertThat(items.get(4).path("bytes").asInt()).isEqualTo(2);
    assertThat(items.get(4).path("verifier").asText()).isEqualTo("hmac");
    assertThat(items.get(4).path("version").asInt()).isEqualTo(1);
    assertThat(listed.toString()).doesNotContain(SIGNATURE.substring(0, 12)).doesNotContain("xxx");
  }

  @Test
  void filteredAndUnmappedCallsSayWhy() {
    Service.publish(
        "explained",
        "explained",
        """
        webhook: { path: explained, verify: { none: true } }
        filter: body.amount > 1
        event: { type: "${body.kind}" }
        """);
    Service.hook("explained", "{\"amount\":1}").is(202);
    Service.hook("explained", "{}").is(202);
    Service.hook("explained", "{\"amount\":2}").refused(422, "MAPPING_FAILED");
    Service.hook("explained", "{").refused(400, "BODY_NOT_JSON");
    var items = items(list("explained"));
    assertThat(items.get(0).path("detail").asText()).startsWith("The body:");
    assertThat(items.get(1).path("detail").asText()).contains("/spec/event/type: MISSING");
    assertThat(items.get(2).path("verdict").asText()).isEqualTo("FILTERED");
    assertThat(items.get(2).path("code").asText()).startsWith("EXPRESSION_");
    assertThat(items.get(3).path("verdict").asText()).isEqualTo("FILTERED");
    assertThat(items.get(3).has("code")).isFalse();
    // It is still told while it rests.
    Service.call("PUT", Service.TRIGGERS + "/explained/suspension", Service.author(), "").is(200);
    assertThat(items(list("explained"))).isNotEmpty();
  }

  @Test
  void theLastTwentyOfAllReplicasAreShownAndNoMoreAreKept() {
    var spec = "webhook: { path: crowded, verify: { none: true } }\nevent: { type: a }";
    var uid =
        UUID.fromString(Service.save("crowded", spec).is(201).body().at("/metadata/uid").asText());
    Service.publish("crowded", "crowded", spec);
    // Two that were there before, and one that took its calls in an hour: clocks of a test.
    replicas.take(uid, 30, Instant.now().minusSeconds(3_600), "github");
    replicas.take(uid, 5, Instant.now().plusSeconds(3_600), "slack");
    for (int i = 0; i < 7; i++) {
      Service.hook("crowded", "{}").is(202);
    }
    var items = items(list("crowded"));
    assertThat(items).hasSize(20);
    assertThat(items.stream().limit(5).map(one -> one.path("verifier").asText()))
        .containsOnly("slack");
    assertThat(items.stream().skip(5).limit(7).map(one -> one.path("verifier").asText()))
        .containsOnly("none");
    assertThat(items.getLast().path("verifier").asText()).isIn("github", "none");
    await().atMost(PATIENCE).until(() -> replicas.rows(uid) == 20);
  }

  @Test
  void onlyWebhooksHaveDeliveriesAndOnlyForThosePermitted() {
    var path = Service.TRIGGERS + "/%s/deliveries";
    Service.call("GET", path.formatted("nobody"), Service.author(), "")
        .refused(404, "DEFINITION_NOT_FOUND");
    Service.call("GET", path.formatted("nobody"), Service.with("rule:read"), "")
        .refused(403, "FORBIDDEN");
    Service.call("GET", path.formatted("nobody"), Map.of(), "").is(401);
    Service.save("clockwork", "schedule: { every: P1D }\nevent: { type: a }").is(201);
    assertThat(items(list("clockwork"))).isEmpty();
    Service.publish("clockwork").is(200);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                Service.call("GET", path.formatted("clockwork"), Service.author(), "")
                    .refused(409, "TRIGGER_NOT_A_WEBHOOK"));
  }

  private static JsonNode list(String name) {
    return Service.call("GET", Service.TRIGGERS + "/" + name + "/deliveries", Service.author(), "")
        .is(200)
        .body();
  }

  private static List<JsonNode> items(JsonNode listed) {
    return StreamSupport.stream(listed.path("items").spliterator(), false).toList();
  }
}
