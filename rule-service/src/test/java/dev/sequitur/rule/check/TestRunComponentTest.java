package dev.sequitur.rule.check;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TestRunComponentTest {

  private static final String RULES = "/api/v1/workspaces/default/rules/";

  private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void theCasesOfADraftAreRun() {
    save("matched").statusCode(201);
    with("rule:read")
        .post(RULES + name + "/test-run")
        .then()
        .statusCode(200)
        .body("passed", is(1))
        .body("failed", is(0))
        .body("cases[0].seen.actions.tell.message", is("o-1"))
        .body("coverage.cel", contains("data.amount > 100"))
        .body("coverage[0].missing", contains("neverFalse"));
  }

  @Test
  void aRuleIsNotSavedWithACaseThatFails() {
    save("unmatched")
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.pointer", contains("/spec/tests/0/expect"))
        .body("errors.code", contains("RULE_TEST_FAILED"))
        .body("errors.detail", contains("expected unmatched, was matched"));
  }

  @Test
  void whoMayNotReadRulesRunsNone() {
    with("rule:write").post(RULES + name + "/test-run").then().statusCode(403);
    given().post(RULES + name + "/test-run").then().statusCode(401);
    with("rule:read").post(RULES + name + "/test-run").then().statusCode(404);
  }

  private io.restassured.response.ValidatableResponse save(String expected) {
    return with("rule:write")
        .contentType("application/yaml")
        .body(
            """
            apiVersion: sequitur.dev/v1
            kind: Rule
            metadata: { name: NAME }
            spec:
              on: [com.example.order]
              when: data.amount > 100
              then:
                - { id: tell, uses: log.write@1, with: { message: "${data.id}" } }
              tests:
                - name: a big order
                  event: { data: { id: o-1, amount: 150 } }
                  expect: EXPECTED
            """
                .replace("NAME", name)
                .replace("EXPECTED", expected)
                .getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .put(RULES + name)
        .then();
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions));
  }
}
