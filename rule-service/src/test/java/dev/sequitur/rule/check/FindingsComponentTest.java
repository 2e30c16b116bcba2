package dev.sequitur.rule.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class FindingsComponentTest {

  private static final String WORKSPACE = "w-" + UUID.randomUUID().toString().substring(0, 8);
  private static final String BASE = "/api/v1/workspaces/" + WORKSPACE;

  @Test
  void aDraftIsHeldAgainstTheRulesInForce() {
    publish("wide", "data.amount > 100");
    with("rule:read")
        .contentType("application/yaml")
        .body(manifest("narrow", "data.amount > 200"))
        .post(BASE + "/rule-findings")
        .then()
        .statusCode(200)
        .body("items.kind", is(List.of("TYPE_NEVER_MADE", "SHADOWED")))
        .body("items[1].rules", is(List.of("narrow", "wide")))
        .body("items[1].event.type", is("com.example.order"))
        .body("complete", is(true));
    publish("never", "data.amount > 5 && data.amount < 1");
    var all = with("rule:read").get(BASE + "/rule-findings").then().statusCode(200).extract();
    assertThat(
            all.<List<String>>path(
                "items.findAll { it.rules == ['never'] && it.kind != 'TYPE_NEVER_MADE' }.kind"))
        .containsExactly("ALWAYS_FALSE");
    assertThat(all.<Integer>path("rules")).isGreaterThanOrEqualTo(2);
  }

  @Test
  void findingsAreWarningsWhereARuleIsValidatedOrPublished() {
    publish("w-wide", "data.weight > 100");
    var narrow = manifest("w-narrow", "data.weight > 200");
    with("rule:read")
        .contentType("application/yaml")
        .body(narrow)
        .post(BASE + "/rules/validate")
        .then()
        .statusCode(200)
        .body("errors", hasSize(0))
        .body("warnings.find { it.code == 'SHADOWED' }.pointer", is("/spec/when"))
        .body("warnings.find { it.code == 'SHADOWED' }.detail", startsWith("w-narrow, w-wide: "))
        .body("warnings.find { it.code == 'TYPE_NEVER_MADE' }.pointer", is("/spec/on"));
    with("rule:write")
        .contentType("application/yaml")
        .body(narrow)
        .put(BASE + "/rules/w-narrow")
        .then()
        .statusCode(201)
        .body("$", not(hasKey("warnings")));
    with("rule:publish", "rule:read")
        .post(BASE + "/rules/w-narrow/publication")
        .then()
        .statusCode(200)
        .body("warnings.code", hasItem("SHADOWED"));
    with("rule:publish").delete(BASE + "/rules/w-narrow").then().statusCode(204);
    with("rule:publish").delete(BASE + "/rules/w-wide").then().statusCode(204);
  }

  @Test
  void whoMayNotReadRulesIsNotWarnedOfOthers() {
    publish("s-wide", "data.size > 100");
    with("rule:write")
        .contentType("application/yaml")
        .body(manifest("s-narrow", "data.size > 200"))
        .put(BASE + "/rules/s-narrow")
        .then()
        .statusCode(201);
    with("rule:publish")
        .post(BASE + "/rules/s-narrow/publication")
        .then()
        .statusCode(200)
        .body("$", not(hasKey("warnings")));
    with("rule:publish").delete(BASE + "/rules/s-narrow").then().statusCode(204);
    with("rule:publish").delete(BASE + "/rules/s-wide").then().statusCode(204);
  }

  @Test
  void typesAreMadeByTriggersAndEventTypes() {
    var made = "com.made." + WORKSPACE;
    validated(made).body("warnings.code", is(List.of("TYPE_NEVER_MADE")));
    try (var topics = TopicProbe.ofTests()) {
      topics.produce(
          new DefinitionPublished(
                  WORKSPACE,
                  "Trigger",
                  UUID.randomUUID(),
                  "shop",
                  1,
                  1,
                  State.ACTIVE,
                  Instant.now().plusSeconds(30),
                  Map.of(),
                  Map.of("event", Map.of("type", made)))
              .message());
    }
    await()
        .untilAsserted(
            () -> validated(made).body("errors", hasSize(0)).body("warnings", hasSize(0)));
  }

  private static ValidatableResponse validated(String on) {
    var manifest = new String(manifest("hears", "data.a > 1"), StandardCharsets.UTF_8);
    return with("rule:read")
        .contentType("application/yaml")
        .body(manifest.replace("com.example.order", on).getBytes(StandardCharsets.UTF_8))
        .post(BASE + "/rules/validate")
        .then()
        .statusCode(200);
  }

  @Test
  void whatIsNoRuleIsRefusedWithItsPlace() {
    with("rule:read")
        .contentType("application/yaml")
        .body(manifest("bad", "data.amount >"))
        .post(BASE + "/rule-findings")
        .then()
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.pointer", hasItem("/spec/when"));
    with("rule:read")
        .contentType("application/yaml")
        .body("a: [".getBytes(StandardCharsets.UTF_8))
        .post(BASE + "/rule-findings")
        .then()
        .statusCode(400)
        .body("code", is("MALFORMED_REQUEST"));
  }

  @Test
  void whoMayNotReadRulesIsToldNothing() {
    with("rule:write").get(BASE + "/rule-findings").then().statusCode(403);
    given().get(BASE + "/rule-findings").then().statusCode(401);
  }

  private static void publish(String name, String when) {
    with("rule:write")
        .contentType("application/yaml")
        .body(manifest(name, when))
        .put(BASE + "/rules/" + name)
        .then()
        .statusCode(201);
    with("rule:publish").post(BASE + "/rules/" + name + "/publication").then().statusCode(200);
  }

  private static byte[] manifest(String name, String when) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: NAME }
        spec:
          on: [com.example.order]
          when: WHEN
          then:
            - { id: tell, uses: log.write@1, with: { message: big } }
        """
        .replace("NAME", name)
        .replace("WHEN", when)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of(WORKSPACE, permissions));
  }
}
