package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a draft would make of a sample, for each kind of source; nothing is said. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TrialComponentTest {

  @Test
  void webhookShowsTheEventAndSaysNothing() {
    Service.save(
            "tried",
            """
            webhook: { path: tried, verify: { none: true } }
            filter: body.amount > 10
            event: { type: "com.example.${body.kind}", id: "${body.id}", key: "${headers['x-shop']}", data: { amount: "${body.amount}", page: "${query.page}" } }
            """)
        .is(201);
    var sample =
        """
        {"body": {"id": "o-1", "kind": "order", "amount": 12}, "headers": {"X-Shop": "s"}, "query": {"page": "2"}}
        """;
    var trial = test("tried", sample);
    assertThat(trial.path("verdict").asText()).isEqualTo("ACCEPTED");
    assertThat(trial.at("/event/type").asText()).isEqualTo("com.example.order");
    assertThat(trial.at("/event/key").asText()).isEqualTo("s");
    assertThat(trial.at("/event/source").asText()).isEqualTo("/triggers/tried");
    assertThat(trial.at("/event/data").toString()).isEqualTo("{\"amount\":12,\"page\":\"2\"}");
    var id = trial.at("/event/id").asText();
    assertThat(test("tried", sample).at("/event/id").asText()).isEqualTo(id);
    try (var probe = TopicProbe.ofTests()) {
      assertThat(probe.all(Topics.EVENTS, one -> TopicProbe.header(one, "ce_id").equals(id)))
          .isEmpty();
    }
  }

  @Test
  void webhookShowsWhatKeepsAnEventFromComingAbout() {
    Service.save(
            "hindered",
            """
            webhook: { path: hindered, verify: { none: true } }
            filter: body.amount > 10
            event: { type: "${body.kind}" }
            """)
        .is(201);
    assertThat(test("hindered", "{\"body\":{\"amount\":1}}").toString())
        .isEqualTo("{\"verdict\":\"FILTERED\"}");
    var untold = test("hindered", "{\"body\":{}}");
    assertThat(untold.path("verdict").asText()).isEqualTo("FILTERED");
    assertThat(untold.path("code").asText()).startsWith("EXPRESSION_");
    var unmapped = test("hindered", "{\"body\":{\"amount\":11}}");
    assertThat(unmapped.path("verdict").asText()).isEqualTo("REJECTED");
    assertThat(unmapped.path("code").asText()).isEqualTo("MAPPING_FAILED");
    assertThat(unmapped.at("/errors/0/pointer").asText()).isEqualTo("/spec/event/type");
    assertThat(test("hindered", "{\"text\":\"{\"}").path("code").asText())
        .isEqualTo("BODY_NOT_JSON");
    assertThat(test("hindered", "").path("code").asText()).isEqualTo("BODY_NOT_JSON");
    // Nothing in it names the occurrence: each repeat would be an event of its own.
    var unnamed = test("hindered", "{\"body\":{\"amount\":11,\"kind\":\"a\"}}");
    assertThat(unnamed.path("verdict").asText()).isEqualTo("ACCEPTED");
    assertThat(unnamed.at("/event").has("id")).isFalse();
    assertThat(
            test(
                    "hindered",
                    "{\"body\":{\"amount\":11,\"kind\":\"a\"},\"headers\":{\"Webhook-Id\":\"w\"}}")
                .at("/event")
                .has("id"))
        .isTrue();
  }

  @Test
  void topicShowsWhatBecomesOfARecord() {
    Service.save(
            "read",
            """
            kafka: { topic: never.made, format: json }
            event: { type: "com.example.${topic}", subject: "${body.n}" }
            """)
        .is(201);
    var trial = test("read", "{\"key\":\"k\",\"body\":{\"n\":1}}");
    assertThat(trial.at("/event/type").asText()).isEqualTo("com.example.never.made");
    assertThat(trial.at("/event/key").asText()).isEqualTo("k");
    assertThat(trial.at("/event").has("id")).isFalse();
    assertThat(test("read", "{\"text\":\"<xml/>\"}").path("verdict").asText())
        .isEqualTo("UNREADABLE");
    Service.save(
            "facts",
            """
            kafka: { topic: never.made, format: cloudevents }
            event: { type: "${headers.ce_type}" }
            """)
        .is(201);
    var fact =
        test(
            "facts",
            """
            {"headers": {"ce_specversion": "1.0", "ce_id": "1", "ce_source": "/s", "ce_type": "t.a", "content-type": "application/json"},
             "body": {"n": 1}}
            """);
    assertThat(fact.at("/event/type").asText()).isEqualTo("t.a");
    assertThat(fact.at("/event/source").asText()).isEqualTo("/s");
    assertThat(fact.at("/event").has("id")).isTrue();
    var tombstone = test("facts", "{\"headers\":{\"ce_id\":\"1\"}}");
    assertThat(tombstone.path("verdict").asText()).isEqualTo("UNREADABLE");
  }

  @Test
  void scheduleShowsWhatItsNextInstantSaysOrAGivenOne() {
    Service.save(
            "hourly",
            """
            schedule: { cron: "@hourly" }
            filter: nominalInstant.getHours() != 3
            event: { type: com.example.hour, data: { at: "${nominalInstant}" } }
            """)
        .is(201);
    var given = test("hourly", "{\"nominalInstant\":\"2026-03-01T12:00:00+01:00\"}");
    assertThat(given.at("/event/data/at").asText()).isEqualTo("2026-03-01T11:00:00Z");
    assertThat(given.at("/event/time").asText()).isEqualTo("2026-03-01T11:00:00Z");
    assertThat(
            test("hourly", "{\"nominalInstant\":\"2026-03-01T03:00:00Z\"}")
                .path("verdict")
                .asText())
        .isEqualTo("FILTERED");
    Service.save("minutely", "schedule: { every: PT1M }\nevent: { type: a }").is(201);
    var next = test("minutely", "");
    assertThat(next.path("verdict").asText()).isEqualTo("ACCEPTED");
    assertThat(Instant.parse(next.at("/event/time").asText()).getEpochSecond() % 60).isZero();
    Service.save(
            "muddled",
            "schedule: { every: PT1M }\nevent: { type: 'dev.sequitur.${nominalInstant}' }")
        .is(201);
    var muddled = test("muddled", "");
    assertThat(muddled.path("code").asText()).isEqualTo("MAPPING_FAILED");
    assertThat(muddled.at("/errors/0/code").asText()).isEqualTo("RESERVED_TYPE");
  }

  @Test
  void manualTriggerShowsWhatItWouldFire() {
    Service.save("by-hand", "manual: {}\nevent: { type: a, subject: '${body.order}' }").is(201);
    var trial = test("by-hand", "{\"body\":{\"order\":\"o-1\"}}");
    assertThat(trial.at("/event/subject").asText()).isEqualTo("o-1");
    assertThat(trial.at("/event").has("id")).isFalse();
  }

  @Test
  void aSampleThatIsNoneIsRefusedWithAllThatIsWrong() {
    Service.save("strict-sample", "schedule: { every: PT1M }\nevent: { type: a }").is(201);
    var refused =
        call("strict-sample", "{\"nominalInstant\":\"soon\",\"body\":{},\"x/y\":1}")
            .refused(422, "VALIDATION_FAILED");
    assertThat(refused.body().path("errors"))
        .extracting(one -> one.path("pointer").asText())
        .containsExactlyInAnyOrder("/nominalInstant", "/body", "/x~1y");
    call("strict-sample", "[]").refused(422, "VALIDATION_FAILED");
    call("strict-sample", "{").refused(400, "MALFORMED_REQUEST");
    Service.save("strict-hook", "webhook: { path: s, verify: { none: true } }\nevent: { type: a }")
        .is(201);
    var wrong =
        call("strict-hook", "{\"body\":1,\"text\":2,\"headers\":{\"a\":1},\"query\":3}")
            .refused(422, "VALIDATION_FAILED");
    assertThat(wrong.body().path("errors"))
        .extracting(one -> one.path("pointer").asText())
        .containsExactlyInAnyOrder("/text", "/headers", "/query");
    call("nobody", "{}").refused(404, "DEFINITION_NOT_FOUND");
    Service.call("POST", path("strict-sample"), Service.with("rule:read"), "{}")
        .refused(403, "FORBIDDEN");
    Service.call("POST", path("strict-sample"), Map.of(), "{}").is(401);
  }

  private static JsonNode test(String name, String sample) {
    return call(name, sample).is(200).body();
  }

  private static Service.Reply call(String name, String sample) {
    return Service.call(
        "POST", path(name), Service.author("Content-Type", "application/json"), sample);
  }

  private static String path(String name) {
    return Service.TRIGGERS + "/" + name + "/test";
  }
}
