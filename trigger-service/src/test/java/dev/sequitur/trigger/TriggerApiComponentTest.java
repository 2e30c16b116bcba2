package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TriggerApiComponentTest {

  @Test
  void draftIsNotInForcePublishedIsSuspendedIsNot() {
    Service.save("life", spec("life")).is(201);
    assertThat(Service.isUnknown("life")).isTrue();
    assertThat(Service.publish("life").is(200).body().toString()).contains("life");
    await().atMost(Duration.ofSeconds(15)).until(() -> !Service.isUnknown("life"));
    Service.hook("life", "{}").is(202);
    Service.call("PUT", Service.TRIGGERS + "/life/suspension", Service.author(), "").is(200);
    await().atMost(Duration.ofSeconds(15)).until(() -> Service.isUnknown("life"));
    Service.call("DELETE", Service.TRIGGERS + "/life/suspension", Service.author(), "").is(200);
    await().atMost(Duration.ofSeconds(15)).until(() -> !Service.isUnknown("life"));
    Service.call("DELETE", Service.TRIGGERS + "/life", Service.author(), "").is(204);
    await().atMost(Duration.ofSeconds(15)).until(() -> Service.isUnknown("life"));
  }

  @Test
  void newVersionReplacesTheOldOneInOneMoment() {
    Service.publish("moving", "moving-a", spec("moving-a"));
    Service.publish("moving", "moving-b", spec("moving-b"));
    assertThat(Service.isUnknown("moving-a")).isTrue();
  }

  @Test
  void staleTagIsRefused() {
    var first = Service.save("tagged", spec("tagged")).is(201).header("ETag");
    var second = Service.save("tagged", spec("tagged-2"), "If-Match", first).is(200);
    assertThat(second.header("ETag")).isNotEqualTo(first);
    Service.save("tagged", spec("tagged-3"), "If-Match", first).refused(412, "DEFINITION_CHANGED");
    Service.save("tagged", spec("tagged-3"), "If-None-Match", "*")
        .refused(412, "DEFINITION_EXISTS");
  }

  @Test
  void everyErrorOfASpecIsAnsweredWithItsPlace() {
    var reply =
        Service.save(
                "bad",
                "webhook: { path: /x, verify: { hmac: { secret: nope, header: X } } }\nevent: {}")
            .refused(422, "DEFINITION_INVALID");
    assertThat(reply.body().at("/errors").findValuesAsText("pointer"))
        .containsExactlyInAnyOrder(
            "/spec/webhook/path", "/spec/event/type", "/spec/webhook/verify/hmac/secret");
  }

  @Test
  void pathOfAPublishedTriggerIsTaken() {
    Service.publish("holder", "held", spec("held"));
    assertThat(codes(Service.save("other", spec("held")).refused(422, "DEFINITION_INVALID")))
        .containsExactly("PATH_TAKEN");
    Service.save("holder", spec("held")).is(200);
  }

  @Test
  void pathOfADraftIsDecidedAtThePublication() {
    Service.save("draft-a", spec("contested")).is(201);
    Service.save("draft-b", spec("contested")).is(201);
    Service.publish("draft-a").is(200);
    await().atMost(Duration.ofSeconds(15)).until(() -> Service.publish("draft-b").status() == 422);
  }

  @Test
  void secretThatWasStoredAMomentAgoIsKnown() {
    try (var probe = TopicProbe.ofTests()) {
      Service.storeSecret(probe, "momentary", 1, "key");
    }
    Service.save(
            "momentary",
            "webhook: { path: momentary, verify: { hmac: { secret: momentary, header: X } } }\nevent: { type: a }")
        .is(201);
  }

  @Test
  void bundleIsCheckedTogetherAndApplied() {
    var bad = bundle(document("m-one", "m-path"), document("m-two", "m-path"));
    var rejected =
        Service.call("POST", Service.API + "/manifests?publish=true", json(), bad).is(422);
    assertThat(rejected.body().findValuesAsText("code")).containsOnly("PATH_TAKEN");
    var good = bundle(document("m-one", "m-path-1"), document("m-two", "m-path-2"));
    var dry = Service.call("POST", Service.API + "/manifests?dryRun=true", json(), good).is(200);
    assertThat(dry.body().findValuesAsText("result")).containsExactly("valid", "valid");
    var applied =
        Service.call("POST", Service.API + "/manifests?publish=true", json(), good).is(200);
    assertThat(applied.body().findValuesAsText("result")).containsExactly("published", "published");
    await().atMost(Duration.ofSeconds(15)).until(() -> !Service.isUnknown("m-path-2"));
    var again = Service.call("POST", Service.API + "/manifests?publish=true", json(), good).is(200);
    assertThat(again.body().findValuesAsText("result")).containsExactly("unchanged", "unchanged");
  }

  @Test
  void onlyThePermittedMayTouchTriggers() {
    var manifest = Service.manifest("guarded", spec("guarded"));
    var path = Service.TRIGGERS + "/guarded";
    Service.call("PUT", path, Map.of("Content-Type", "application/yaml"), manifest).is(401);
    Service.call("PUT", path, Service.with("trigger:read"), manifest).refused(403, "FORBIDDEN");
    Service.call("PUT", path, Service.with("trigger:write"), manifest).is(201);
    Service.call("GET", path, Service.with("trigger:write"), "").refused(403, "FORBIDDEN");
    Service.call("POST", path + "/publication", Service.with("trigger:write"), "")
        .refused(403, "FORBIDDEN");
    Service.call("GET", "/api/v1/workspaces/other/triggers", Service.author(), "")
        .refused(404, "NOT_FOUND");
  }

  private static Map<String, String> json() {
    return Service.author("Content-Type", "application/json");
  }

  private static String bundle(String first, String second) {
    return "{\"documents\":[{\"index\":0,\"manifest\":%s},{\"index\":1,\"manifest\":%s}],\"bundle\":[%s,%s]}"
        .formatted(first, second, first, second);
  }

  private static String document(String name, String path) {
    return """
        {"apiVersion":"sequitur.dev/v1","kind":"Trigger","metadata":{"name":"%s"},
         "spec":{"webhook":{"path":"%s","verify":{"none":true}},"event":{"type":"a"}}}"""
        .formatted(name, path);
  }

  private static String spec(String path) {
    return "webhook: { path: "
        + path
        + ", verify: { none: true } }\nevent: { type: com.example.a }";
  }

  private static java.util.List<String> codes(Service.Reply reply) {
    return reply.body().at("/errors").findValuesAsText("code");
  }
}
