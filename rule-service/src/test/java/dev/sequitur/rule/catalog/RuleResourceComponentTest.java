package dev.sequitur.rule.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RuleResourceComponentTest {

  private static final String RULES = "/api/v1/workspaces/default/rules/";

  private final String name = "r-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void withoutATokenNothingIsAnswered() {
    given().get(RULES + name).then().statusCode(401);
    given()
        .auth()
        .oauth2(Tokens.expired("default", "rule:read"))
        .get(RULES + name)
        .then()
        .statusCode(401);
  }

  @Test
  void withoutThePermissionItIsForbidden() {
    with("rule:read").body(manifest("true")).put(RULES + name).then().statusCode(403);
    with("rule:write").get(RULES + name).then().statusCode(403);
    with("rule:read", "rule:write").post(RULES + name + "/publication").then().statusCode(403);
    with("rule:read", "rule:write").delete(RULES + name).then().statusCode(403);
  }

  @Test
  void anotherWorkspacesRulesAreNotThere() {
    with("rule:read")
        .get("/api/v1/workspaces/shop/rules/" + name)
        .then()
        .statusCode(404)
        .body("code", is("NOT_FOUND"));
    with("rule:read")
        .get(RULES + "nobody")
        .then()
        .statusCode(404)
        .body("code", is("DEFINITION_NOT_FOUND"));
  }

  @Test
  void aRuleIsSavedPublishedAndListed() {
    owner().body(manifest("true")).put(RULES + name).then().statusCode(201);
    owner()
        .post(RULES + name + "/publication")
        .then()
        .statusCode(200)
        .body("status.version", equalTo(1))
        .body("status.state", is("ACTIVE"))
        .body("status.effectiveFrom", notNullValue());
    owner().get(RULES + "?limit=500").then().body("items.metadata.name", hasItems(name));
  }

  @Test
  void whoeverReadAnOldRevisionDoesNotOverwriteANewerOne() {
    var first = owner().body(manifest("true")).put(RULES + name).then().extract().header("ETag");
    owner()
        .header("If-Match", first)
        .body(manifest("false"))
        .put(RULES + name)
        .then()
        .statusCode(200);
    owner()
        .header("If-Match", first)
        .body(manifest("1 < 2"))
        .put(RULES + name)
        .then()
        .statusCode(412)
        .body("code", is("DEFINITION_CHANGED"));
    owner()
        .header("If-None-Match", "*")
        .body(manifest("true"))
        .put(RULES + name)
        .then()
        .statusCode(412);
  }

  @Test
  void everyErrorOfARuleIsAnsweredWithItsPlace() {
    owner()
        .body(manifest("data.amount >"))
        .put(RULES + name)
        .then()
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.pointer", hasItems("/spec/when"));
    owner()
        .body(manifest("data.amount >"))
        .post(RULES + "validate")
        .then()
        .statusCode(200)
        .body("errors.code", hasItems("EXPRESSION_SYNTAX"));
  }

  @Test
  void aBundleIsAppliedAndPublished() {
    owner()
        .body(Map.of("documents", List.of(Map.of("index", 0, "manifest", manifest("true")))))
        .post("/api/v1/workspaces/default/manifests?publish=true")
        .then()
        .statusCode(200)
        .body("documents[0].result", is("published"));
    owner()
        .body(Map.of("documents", List.of(Map.of("index", 3, "manifest", manifest("oops")))))
        .post("/api/v1/workspaces/default/manifests?publish=true")
        .then()
        .statusCode(422)
        .body("documents[0].index", is(3))
        .body("documents[0].errors.pointer", hasItems("/spec/when"));
  }

  private Map<String, Object> manifest(String when) {
    return Map.of(
        "apiVersion",
        "sequitur.dev/v1",
        "kind",
        "Rule",
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of(
            "on",
            List.of("com.example.resource"),
            "when",
            when,
            "then",
            List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi")))));
  }

  private static RequestSpecification owner() {
    return with("rule:read", "rule:write", "rule:publish", "manifest:apply");
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions)).contentType("application/json");
  }
}
