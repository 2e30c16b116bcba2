package dev.sequitur.rule.check;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
        .body("items.kind", is(List.of("SHADOWED")))
        .body("items[0].rules", is(List.of("narrow", "wide")))
        .body("items[0].event.type", is("com.example.order"))
        .body("complete", is(true));
    publish("never", "data.amount > 5 && data.amount < 1");
    var all = with("rule:read").get(BASE + "/rule-findings").then().statusCode(200).extract();
    assertThat(all.<List<String>>path("items.kind")).containsExactly("ALWAYS_FALSE");
    assertThat(all.<Integer>path("rules")).isEqualTo(2);
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
