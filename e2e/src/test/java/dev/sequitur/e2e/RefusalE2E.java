package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused is refused loudly, as problem+json with a code, and stores nothing. */
@ExtendWith(SharedRig.class)
class RefusalE2E {

  private final Rig rig;
  private final Api api;

  RefusalE2E(Rig rig) {
    this.rig = rig;
    this.api = rig.api();
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v1/workspaces/default/runs",
    "GET, /api/v1/workspaces/default/rules",
    "PUT, /api/v1/workspaces/default/rules/x",
    "POST, /api/v1/workspaces/default/events",
    "POST, /api/v1/workspaces/default/manifests",
    "GET, /api/v1/workspaces/default/dead-letters",
    "GET, /api/v1/workspaces/default/secrets",
    "GET, /api/v1/workspaces/default/notifications",
    "GET, /api/v1/workspaces/default/api-keys"
  })
  void nothingIsOpenWithoutAKey(String method, String path) {
    var body = method.equals("GET") ? null : "{}";
    problem(api.as("").send(method, path, body, Map.of("Content-Type", "application/json")), 401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "trigger-service",
        "rule-service",
        "executor-service",
        "notification-service",
        "reporting-service"
      })
  void serviceAskedDirectlyRefuses(String service) {
    var resource =
        Map.of(
                "trigger-service", "triggers",
                "rule-service", "rules",
                "executor-service", "dead-letters",
                "notification-service", "subscriptions",
                "reporting-service", "runs")
            .get(service);
    var direct = new Api(rig.platform().address(service), "");
    problem(direct.get("/" + resource), 401);
    problem(direct.as(api.key()).get("/" + resource), 401);
  }

  @Test
  void viewerReadsAndChangesNothing() {
    var viewer = api.as(rig.newKey("viewer"));
    viewer.get("/rules").expect(200);
    problem(viewer.put("/secrets/x", "application/json", "{\"value\":\"v\"}"), 403);
    problem(viewer.put("/rules/x", "application/json", "{}"), 403);
    problem(viewer.post("/manifests", "application/yaml", "kind: Rule"), 403);
    problem(viewer.post("/events", "application/cloudevents+json", "{}"), 403);
  }

  @Test
  void otherWorkspaceIsNotThere() {
    problem(api.send("GET", "/api/v1/workspaces/other/rules", null, Map.of()), 404);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/workspaces/default/rules;x",
        "/api/v1/workspaces/default/%2e%2e/default/rules",
        "/api/v1//workspaces/default/rules",
        "/api/v1/workspaces/default/rules.json",
        "/api/v1/workspaces/default/Rules",
        "/api/v1/workspaces/default%2frules",
        "/q/dev-ui",
        "/nowhere"
      })
  void onlyExactRoutesExist(String path) {
    assertThat(api.send("GET", path, null, Map.of()).status()).isIn(400, 404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {                                       | 400
          ''                                      | 400
          {"id":"a","id":"b"}                     | 400
          not json                                | 400
          """)
  void malformedWebhookBodiesAreRefused(String body, int status) {
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: refusing }
        spec:
          webhook: { path: refusing, verify: { none: true } }
          event: { type: com.example.refusing, data: "${body}" }
        """);
    problem(api.hook("refusing", body == null ? "" : body, Map.of()), status);
  }

  @Test
  void oversizedBodyIsRefused() {
    problem(api.hook("refusing", "\"" + "x".repeat(300_000) + "\"", Map.of()), 413);
  }

  @Test
  void unknownHookIsNotThere() {
    problem(api.hook("nobody-listens-here", "{}", Map.of()), 404);
  }

  @Test
  void everyErrorOfAManifestIsNamedAtOnce() {
    var answer =
        api.post(
            "/manifests?publish=true",
            "application/yaml",
            """
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: Bad_Name }
            spec: {}
            ---
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: bad-rule }
            spec:
              on: []
              when: data.amount >
              colour: blue
              then:
                - { id: a, uses: http.request@9, with: {} }
                - { id: a, uses: http.request@1, with: { method: POST, url: "${data.", timeout: x } }
            ---
            apiVersion: sequitur.dev/v1
            kind: Nonsense
            metadata: { name: n }
            spec: {}
            """);
    problem(answer, 422);
    assertThat(answer.body())
        .contains(
            "/0/metadata/name",
            "/1/spec/on",
            "/1/spec/when",
            "/1/spec/colour",
            "/1/spec/then/0/uses",
            "/2/kind");
    assertThat(api.get("/rules/bad-rule").status()).isEqualTo(404);
  }

  private static void problem(Api.Answer answer, int status) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("content-type").orElse(""))
        .startsWith("application/problem+json");
    assertThat(answer.json().path("code").asText()).matches("[A-Z][A-Z_]+");
    assertThat(answer.json().path("traceId").asText()).matches("[0-9a-f]{32}");
  }
}
