package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a webhook to its effect and to what is told of it, through the gateway. */
@ExtendWith(SharedRig.class)
class OnePathE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Api api;
  private final RecordingTarget target;
  private String name = "";

  OnePathE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.target = target;
  }

  @BeforeEach
  void ownName() {
    // Each test has automations of its own: the platform is shared.
    name = "t" + UUID.randomUUID().toString().substring(0, 8);
  }

  @Test
  void webhookBecomesOneCallAndOneRecordedRun() {
    automate("when: data.amount > 100", "", "none: true");
    var eventId = accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":150}");
    var run = endedRun(eventId);
    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    var calls = target.calls("/" + name);
    assertThat(calls).hasSize(1);
    assertThat(calls.getFirst().method()).isEqualTo("POST");
    assertThat(calls.getFirst().body()).isEqualTo("{\"id\":\"o-1\",\"amount\":150}");
    var whole = api.get("/runs/" + run.path("runId").asText()).expect(200).json();
    var action = whole.at("/actions/0");
    assertThat(action.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(action.path("commandId").asText()).isEqualTo(calls.getFirst().idempotencyKey());
    assertThat(action.at("/attempts/0/status").asInt()).isEqualTo(200);
    assertThat(whole.path("timeline").size()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void sameEventAgainStartsNothingNew() {
    automate("when: data.amount > 100", "", "none: true");
    var body = "{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":150}";
    var first = accepted(body);
    endedRun(first);
    assertThat(accepted(body)).isEqualTo(first);
    // A later event on the same key has been through all hops, so the duplicate has too.
    endedRun(accepted("{\"id\":\"o-2\",\"customer\":\"c\",\"amount\":150}"));
    assertThat(target.calls("/" + name)).hasSize(2);
    assertThat(runs(first)).hasSize(1);
  }

  @Test
  void anEventTellsWhyNothingFollowedAndAnotherWhatDid() {
    automate("when: data.amount > 100", "", "none: true");
    var small = accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":50}");
    var large = accepted("{\"id\":\"o-2\",\"customer\":\"c\",\"amount\":150}");
    var run = endedRun(large).path("runId").asText();
    await().atMost(PATIENCE).until(() -> api.get("/events/" + small).status() == 200);

    var why = api.get("/events/" + small + "/explanation?rule=" + name).expect(200).json();
    assertThat(why.at("/rules/0/stoppedBy").asText()).isEqualTo("CONDITION");
    assertThat(why.at("/rules/0/condition/values/0/value").asInt()).isEqualTo(50);
    var what = api.get("/events/" + large + "/explanation?rule=" + name).expect(200).json();
    assertThat(what.at("/rules/0/run").asText()).isEqualTo(run);
    var lineage = api.get("/events/" + large + "/lineage").expect(200).json();
    assertThat(lineage.at("/event/runs/0/runId").asText()).isEqualTo(run);
  }

  @Test
  void whatARuleDidIsCountedByVersionAndItsConditionSampledFromTheLog() {
    automate("when: data.amount > 100", "", "none: true");
    accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":50}");
    accepted("{\"id\":\"o-2\",\"customer\":\"c\"}");
    endedRun(accepted("{\"id\":\"o-3\",\"customer\":\"c\",\"amount\":150}"));

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              var counted = api.get("/rules/" + name + "/analytics").expect(200).json();
              assertThat(counted.at("/versions/0/version").asInt()).isEqualTo(1);
              assertThat(counted.at("/versions/0/runs/succeeded").asInt()).isEqualTo(1);
              assertThat(counted.at("/versions/0/untold/0/code").asText())
                  .isEqualTo("EXPRESSION_FIELD_MISSING");
              assertThat(counted.at("/versions/0/untold/0/count").asInt()).isEqualTo(1);
            });
    var sampled = api.get("/rules/" + name + "/selectivity").expect(200).json();
    assertThat(sampled.at("/versions/0/evaluated").asInt()).isEqualTo(3);
    assertThat(sampled.at("/versions/0/parts/0/share").asDouble()).isEqualTo(0.3333);
    assertThat(api.get("/rule-analytics").expect(200).json().path("active").asInt()).isPositive();
  }

  @Test
  void unmatchedEventIsIndexedAndStartsNothing() {
    automate("when: data.amount > 100", "", "none: true");
    var small = accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":50}");
    var missing = accepted("{\"id\":\"o-2\",\"customer\":\"c\"}");
    var marker = accepted("{\"id\":\"o-3\",\"customer\":\"c\",\"amount\":101}");
    endedRun(marker);
    assertThat(runs(small)).isEmpty();
    assertThat(runs(missing)).isEmpty();
    await().atMost(PATIENCE).until(() -> api.get("/events/" + small).status() == 200);
    assertThat(target.calls("/" + name)).hasSize(1);
  }

  @Test
  void missingMappingFieldsLeaveAttributesUnset() {
    automate("", "", "none: true");
    var eventId = accepted("{\"amount\":1}");
    endedRun(eventId);
    var event = api.get("/events/" + eventId).expect(200).json();
    assertThat(event.hasNonNull("key")).isFalse();
    // Without an id of its own a repeat is a new event.
    assertThat(accepted("{\"amount\":1}")).isNotEqualTo(eventId);
  }

  @Test
  void idempotencyKeyHeaderStandsInForAMissingId() {
    automate("", "", "none: true");
    var headers = Map.of("Idempotency-Key", "k-1");
    var first = api.hook(name, "{\"amount\":1}", headers).expect(202).json().path("eventId");
    var second = api.hook(name, "{\"amount\":1}", headers).expect(202).json().path("eventId");
    assertThat(first).isEqualTo(second);
  }

  @Test
  void refusedCallBecomesDeadLetterAndNotificationAndIsRedriven() {
    target.answer("/" + name, 400);
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Subscription
        metadata: { name: %s }
        spec:
          on: { rules: [%s] }
          to: { inbox: { role: owner } }
        """
            .formatted(name, name));
    automate("when: data.amount > 100", "", "none: true");
    var run = endedRun(accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":150}"));
    assertThat(run.path("state").asText()).isEqualTo("FAILED");

    var letters = api.get("/dead-letters?ruleName=" + name).expect(200).json().path("items");
    assertThat(letters).hasSize(1);
    var commandId = letters.at("/0/commandId").asText();
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(api.get("/notifications?unread=true").expect(200).body())
                    .contains(name));

    target.answer("/" + name, 200);
    api.post("/dead-letters/" + commandId + "/redrive", "application/json", "{}").expect(202);
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        api.get("/runs/" + run.path("runId").asText())
                            .json()
                            .path("state")
                            .asText())
                    .isEqualTo("SUCCEEDED"));
    assertThat(target.calls("/" + name)).hasSize(2);
  }

  @Test
  void failingTargetIsTriedAgainUntilItRecovers() {
    target.answer("/" + name, 503);
    automate("", "retry: { max: 30, backoff: PT0.2S, cap: PT0.5S, total: PT5M }", "none: true");
    var eventId = accepted("{\"id\":\"o-1\",\"amount\":150}");
    await().atMost(PATIENCE).until(() -> target.calls("/" + name).size() >= 2);
    target.answer("/" + name, 200);
    var run = endedRun(eventId);
    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    var attempts = api.get("/runs/" + run.path("runId").asText()).json().at("/actions/0/attempts");
    assertThat(attempts.size()).isEqualTo(target.calls("/" + name).size());
    assertThat(target.calls("/" + name))
        .extracting(RecordingTarget.Call::idempotencyKey)
        .containsOnly(target.calls("/" + name).getFirst().idempotencyKey());
  }

  @Test
  void cancelledRunIsNotTriedAgainAndSaysWhoAskedAndWhy() {
    target.answer("/" + name, 503);
    automate("", "retry: { max: 30, backoff: PT1M, cap: PT1M, total: PT1H }", "none: true");
    var eventId = accepted("{\"id\":\"o-1\",\"amount\":150}");
    await().atMost(PATIENCE).until(() -> runs(eventId).size() == 1);
    await().atMost(PATIENCE).until(() -> target.calls("/" + name).size() == 1);
    var path = "/runs/" + runs(eventId).at("/0/runId").asText();
    var reason = "{\"reason\":\"wrong list\"}";

    api.post(path + "/cancellation", "application/json", reason).expect(202);

    assertThat(endedRun(eventId).path("state").asText()).isEqualTo("CANCELLED");
    var run = api.get(path).expect(200).json();
    assertThat(run.at("/actions/0/state").asText()).isEqualTo("CANCELLED");
    assertThat(run.at("/actions/0/attempts")).hasSize(1);
    assertThat(run.at("/actions/0/failure/code").asText()).isEqualTo("CANCELLED");
    assertThat(run.at("/actions/0/failure/detail").asText()).endsWith(": wrong list");
    assertThat(run.path("timeline").findValuesAsText("what")).contains("ACTION_CANCELLED");
    assertThat(target.calls("/" + name)).hasSize(1);
    api.post(path + "/cancellation", "application/json", reason).expect(202);
    assertThat(api.get("/dead-letters?ruleName=" + name).json().path("items")).isEmpty();
  }

  @Test
  void signedWebhookIsAcceptedOnlyWithItsSignature() throws Exception {
    api.put("/secrets/" + name, "application/json", "{\"value\":\"s3cr3t-" + name + "\"}")
        .expect(204);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                api.post(
                            "/manifests?dryRun=true",
                            "application/yaml",
                            manifests(
                                "", "", "hmac: { secret: " + name + ", header: X-Signature }"))
                        .status()
                    == 200);
    automate("", "", "hmac: { secret: " + name + ", header: X-Signature }");
    var body = "{\"id\":\"o-1\",\"amount\":150}";
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(("s3cr3t-" + name).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
    api.hook(name, body, Map.of()).expect(401);
    api.hook(name, body.replace("150", "151"), Map.of("X-Signature", signature)).expect(401);
    api.hook(name, body, Map.of("X-Signature", signature)).expect(202);
  }

  @Test
  void cloudEventsComeInByHttp() {
    automate("", "", "none: true");
    var structured =
        """
        {"specversion":"1.0","id":"ce-1","source":"/shop","type":"com.example.%s","data":{"id":"ce-1","amount":7}}
        """
            .formatted(name);
    var answer = api.post("/events", "application/cloudevents+json", structured).expect(202).json();
    var eventId = answer.path("eventId").asText();
    assertThat(endedRun(eventId).path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(
            api.post("/events", "application/cloudevents+json", structured)
                .json()
                .path("eventId")
                .asText())
        .isEqualTo(eventId);
  }

  @Test
  void suspendedRuleStartsNothingAndResumesAtOneInstant() {
    automate("", "", "none: true");
    endedRun(accepted("{\"id\":\"o-1\",\"amount\":1}"));
    awaitEffect(api.put("/rules/" + name + "/suspension", "application/json", ""));
    var ignored = accepted("{\"id\":\"o-2\",\"amount\":1}");
    awaitEffect(api.delete("/rules/" + name + "/suspension"));
    endedRun(accepted("{\"id\":\"o-3\",\"amount\":1}"));
    assertThat(runs(ignored)).isEmpty();
    assertThat(target.calls("/" + name)).hasSize(2);
  }

  @Test
  void stormOfOneCustomerStartsAsManyRunsAsTheBrakeLetsPassAndOthersGoOn() {
    automate("brake: { starts: 10, within: PT1H, by: \"${data.customer}\" }", "", "none: true");
    var events = new ArrayList<String>();
    for (int i = 0; i < 50; i++) {
      events.add(accepted("{\"id\":\"s-" + i + "\",\"customer\":\"storm\",\"amount\":1}"));
    }
    var calm = accepted("{\"id\":\"c-1\",\"customer\":\"calm\",\"amount\":1}");

    assertThat(endedRun(calm).path("state").asText()).isEqualTo("SUCCEEDED");
    var runs = events.stream().map(this::endedRun).toList();
    var started = runs.stream().filter(run -> run.path("state").asText().equals("SUCCEEDED"));
    // An hour may end among them, and with it the window.
    var byHour =
        runs.stream()
            .collect(
                Collectors.groupingBy(
                    run -> run.at("/event/acceptedAt").asText().substring(0, 13),
                    Collectors.counting()));
    var expected = byHour.values().stream().mapToLong(count -> Math.min(10, count)).sum();
    assertThat(started).hasSize((int) expected);
    assertThat(target.calls("/" + name)).hasSize((int) expected + 1);
    var rejected =
        runs.stream().filter(run -> run.path("state").asText().equals("REJECTED")).toList();
    assertThat(rejected).hasSize(50 - (int) expected);
    assertThat(rejected)
        .allSatisfy(
            run -> {
              var whole = api.get("/runs/" + run.path("runId").asText()).expect(200);
              assertThat(whole.body()).contains("RULE_BRAKED");
            });
    var why =
        api.get(
                "/events/"
                    + rejected.getFirst().at("/event/id").asText()
                    + "/explanation?rule="
                    + name)
            .expect(200)
            .json();
    assertThat(why.at("/rules/0/stoppedBy").asText()).isEqualTo("BRAKED");
  }

  @Test
  void ruleThatEmitsForItselfEndsAfterItsTurns() {
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          then:
            - { id: again, uses: emit@1, with: { type: com.example.%1$s, data: { n: "${data.n + 1}" } } }
        """
            .formatted(name));
    var event =
        """
        {"specversion":"1.0","id":"ce-1","source":"/shop","type":"com.example.%s","data":{"n":1}}
        """
            .formatted(name);
    api.post("/events", "application/cloudevents+json", event).expect(202);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(api.get("/runs?rule=" + name).expect(200).json().path("items"))
                    .extracting(run -> run.path("state").asText())
                    .containsExactlyInAnyOrder("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "REJECTED"));
    assertThat(api.get("/runs?state=REJECTED&rule=" + name).expect(200).body())
        .contains("RULE_CYCLE");
  }

  @Test
  void ruleActsByATreeAndByTheVersionOfTheConditionThatItNames() {
    var when = "when: { all: [{ condition: %s }, { field: data.id, op: exists }] }".formatted(name);
    api.publish(condition("data.amount > 100") + "---\n" + manifests(when, "", "none: true"));
    var small = accepted("{\"id\":\"o-1\",\"customer\":\"c\",\"amount\":50}");
    endedRun(accepted("{\"id\":\"o-2\",\"customer\":\"c\",\"amount\":150}"));
    assertThat(runs(small)).isEmpty();

    api.publish(condition("{ not: { field: data.amount, op: gt, value: 100 } }"));
    var big = accepted("{\"id\":\"o-3\",\"customer\":\"c\",\"amount\":150}");
    endedRun(accepted("{\"id\":\"o-4\",\"customer\":\"c\",\"amount\":50}"));
    assertThat(runs(big)).isEmpty();
    assertThat(target.calls("/" + name)).hasSize(2);

    var usages = api.get("/conditions/" + name + "/usages").expect(200).json().path("items");
    assertThat(usages.findValuesAsText("kind")).containsExactly("Rule");
    var refused = api.delete("/conditions/" + name).expect(409).json();
    assertThat(refused.path("code").asText()).isEqualTo("CONDITION_IN_USE");
    assertThat(refused.at("/errors/0/detail").asText()).isEqualTo("Rule " + name);
  }

  @Test
  void conditionConvertsThroughTheGatewayOrIsRefusedWithItsPlace() {
    var path = "/conditions/conversion";
    var both = api.post(path, "application/json", "{\"cel\":\"1 < data.a\"}").expect(200).json();
    assertThat(both.path("cel").asText()).isEqualTo("data.a > 1");
    assertThat(both.at("/tree/op").asText()).isEqualTo("gt");
    var error = api.post(path, "application/json", "{\"cel\":\"data.a >\"}").expect(422).json();
    assertThat(error.path("code").asText()).isEqualTo("CONDITION_INVALID");
    assertThat(error.at("/errors/0/line").asInt()).isEqualTo(1);
  }

  @Test
  void statisticsAgreeWithWhatHappened() {
    automate("", "", "none: true");
    for (int i = 0; i < 5; i++) {
      endedRun(accepted("{\"id\":\"o-" + i + "\",\"amount\":1}"));
    }
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(api.get("/statistics?rule=" + name).expect(200).body())
                    .contains("\"succeeded\":5"));
  }

  private void awaitEffect(Api.Answer answer) {
    var from =
        java.time.Instant.parse(answer.expect(200).json().at("/status/effectiveFrom").asText());
    await().atMost(PATIENCE).until(() -> java.time.Instant.now().isAfter(from.plusMillis(50)));
  }

  private String manifests(String when, String options, String verify) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          webhook: { path: %1$s, verify: { %4$s } }
          event: { type: com.example.%1$s, id: "${body.id}", key: "${body.customer}", data: "${body}" }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s, labels: { team: sales } }
        spec:
          on: [com.example.%1$s]
          %2$s
          then:
            - id: tell
              uses: http.request@1
              %3$s
              with: { method: POST, url: "%5$s", body: { id: "%6$s", amount: "${data.amount}" } }
        """
        .formatted(
            name,
            when,
            options,
            verify,
            target.url("/" + name),
            when.isEmpty() ? "any" : "${data.id}");
  }

  private String condition(String when) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Condition
        metadata: { name: %s }
        spec: { when: %s }
        """
        .formatted(name, when);
  }

  private void automate(String when, String options, String verify) {
    api.publish(manifests(when, options, verify));
    api.awaitDoor(name, PATIENCE);
  }

  private String accepted(String body) {
    return api.hook(name, body, Map.of()).expect(202).json().path("eventId").asText();
  }

  private JsonNode runs(String eventId) {
    return api.get("/runs?eventId=" + eventId).expect(200).json().path("items");
  }

  private JsonNode endedRun(String eventId) {
    return await()
        .atMost(PATIENCE)
        .until(
            () -> runs(eventId).path(0),
            run -> run.isObject() && !run.path("state").asText().equals("RUNNING"));
  }
}
