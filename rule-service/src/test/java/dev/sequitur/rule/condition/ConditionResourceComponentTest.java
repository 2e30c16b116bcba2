package dev.sequitur.rule.condition;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ConditionResourceComponentTest {

  private static final String WORKSPACE = "/api/v1/workspaces/default/";
  private static final String CONDITIONS = WORKSPACE + "conditions/";

  private final String suffix = UUID.randomUUID().toString().substring(0, 8);
  private final String vip = "vip-" + suffix;
  private final String outer = "outer-" + suffix;
  private final String rule = "rule-" + suffix;

  @Test
  void aConditionLivesFromDraftToVersionsToArchive() {
    save("conditions", vip, "data.tier == 'gold'")
        .statusCode(201)
        .body("status.state", is("DRAFT"));
    publish("conditions", vip).statusCode(200).body("status.version", is(1));
    save("conditions", vip, Map.of("field", "data.tier", "op", "in", "value", List.of("gold")))
        .statusCode(200);
    publish("conditions", vip).body("status.version", is(2));
    owner()
        .get(CONDITIONS + vip + "/versions")
        .then()
        .body("items.version", contains(2, 1))
        .body("items[1].manifest.spec.when", is("data.tier == 'gold'"));
    owner().delete(CONDITIONS + vip).then().statusCode(204);
    owner().get(CONDITIONS + vip).then().statusCode(404).body("code", is("DEFINITION_NOT_FOUND"));
  }

  @Test
  void everyMistakeIsToldWithItsPlace() {
    var spec =
        Map.of(
            "when",
            Map.of(
                "all", List.of(Map.of("field", "data.a", "op", "is"), Map.of("cel", "data.b >"))),
            "color",
            "red",
            "description",
            5);
    owner()
        .body(manifest("Condition", vip, spec))
        .put(CONDITIONS + vip)
        .then()
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body(
            "errors.pointer",
            containsInAnyOrder(
                "/spec/when/all/0/op", "/spec/when/all/1/cel", "/spec/color", "/spec/description"));
    owner()
        .body(manifest("Condition", vip, Map.of()))
        .post(CONDITIONS + "validate")
        .then()
        .statusCode(200)
        .body("errors.pointer", contains("/spec/when"))
        .body("errors.code", contains("RULE_FIELD_MISSING"));
  }

  @Test
  void aNameThatIsNotPublishedIsRefusedWithItsPlace() {
    save("rules", rule, "data.a == 1 && condition('" + vip + "')")
        .statusCode(422)
        .body("errors.pointer", contains("/spec/when"))
        .body("errors.code", contains("CONDITION_NOT_FOUND"))
        .body("errors.line", contains(1))
        .body("errors.column", contains(26));
    save("conditions", vip, "true").statusCode(201);
    save("rules", rule, Map.of("not", Map.of("condition", vip)))
        .statusCode(422)
        .body("errors.pointer", contains("/spec/when/not/condition"));
    publish("conditions", vip).statusCode(200);
    save("rules", rule, Map.of("not", Map.of("condition", vip))).statusCode(201);
  }

  @Test
  void aConditionThatLeadsBackToItselfIsRefused() {
    published("conditions", vip, "true");
    published("conditions", outer, "condition('" + vip + "')");
    save("conditions", vip, Map.of("condition", outer))
        .statusCode(422)
        .body("errors.pointer", contains("/spec/when/condition"))
        .body("errors.code", contains("CONDITION_CYCLIC"))
        .body("errors.detail", contains(vip + " → " + outer + " → " + vip));
    save("conditions", vip, "condition('" + vip + "')")
        .statusCode(422)
        .body("errors.code", contains("CONDITION_CYCLIC"));
  }

  @Test
  void whatIsUsedIsNeitherArchivedNorSuspendedAndItsUsersAreNamed() {
    published("conditions", vip, "true");
    published("conditions", outer, "condition('" + vip + "')");
    published("rules", rule, Map.of("all", List.of(Map.of("condition", vip))));
    var users = List.of("Condition " + outer, "Rule " + rule);

    assertInUse(owner().delete(CONDITIONS + vip).then(), users);
    assertInUse(owner().put(CONDITIONS + vip + "/suspension").then(), users);
    owner().get(CONDITIONS + vip).then().statusCode(200).body("status.state", is("ACTIVE"));

    owner().delete(CONDITIONS + outer).then().statusCode(204);
    owner().put(WORKSPACE + "rules/" + rule + "/suspension").then().statusCode(200);
    assertInUse(owner().delete(CONDITIONS + vip).then(), List.of("Rule " + rule));
    owner().delete(WORKSPACE + "rules/" + rule).then().statusCode(204);
    owner().delete(CONDITIONS + vip).then().statusCode(204);
  }

  @Test
  void aVersionThatWouldMakeItsUsersTooDeepIsRefusedAndTheyAreNamed() {
    published("conditions", vip, "true");
    published("conditions", "c1-" + suffix, Map.of("condition", vip));
    for (int i = 2; i <= 4; i++) {
      published(
          "conditions", "c" + i + "-" + suffix, Map.of("condition", "c" + (i - 1) + "-" + suffix));
    }
    published("rules", rule, Map.of("condition", "c4-" + suffix));
    published("conditions", outer, "false");

    save("conditions", vip, Map.of("condition", outer))
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.code", contains("CONDITION_TOO_DEEP"))
        .body("errors.detail[0]", org.hamcrest.Matchers.startsWith("Rule " + rule + ": "));
    owner().get(CONDITIONS + vip).then().body("status.version", is(1));
  }

  @Test
  void aVersionThatMakesACaseOfARuleFailIsRefusedAndTheRuleIsNamed() {
    published("conditions", vip, "data.tier == 'gold'");
    published("conditions", outer, Map.of("condition", vip));
    var spec = new HashMap<>(rule(Map.of("condition", outer)));
    spec.put(
        "tests",
        List.of(
            Map.of(
                "name",
                "gold",
                "event",
                Map.of("data", Map.of("tier", "gold")),
                "expect",
                "matched")));
    var manifest = manifest("Rule", rule, spec);
    owner().body(manifest).put(WORKSPACE + "rules/" + rule).then().statusCode(201);
    publish("rules", rule).statusCode(200);

    var silver = Map.of("when", "data.tier == 'silver'");
    owner()
        .body(manifest("Condition", vip, silver))
        .post(CONDITIONS + "validate")
        .then()
        .statusCode(200)
        .body("errors.code", contains("RULE_TEST_FAILED"))
        .body("errors.pointer", contains("/spec/when"))
        .body(
            "errors.detail",
            contains("Rule " + rule + ": /spec/tests/0/expect: expected matched, was unmatched"));
    save("conditions", vip, "data.tier == 'silver'").statusCode(422);
    owner().get(CONDITIONS + vip).then().body("spec.when", is("data.tier == 'gold'"));

    spec.remove("tests");
    apply(List.of(manifest("Condition", vip, silver), manifest("Rule", rule, spec)))
        .statusCode(200)
        .body("documents.result", contains("published", "published"));
  }

  @Test
  void whoIsDecidedByAConditionIsListedBeforeItChanges() {
    published("conditions", vip, "true");
    published("conditions", outer, Map.of("condition", vip));
    published("rules", rule, Map.of("condition", outer));
    var changed = manifest("Condition", vip, Map.of("when", "data.tier == 'gold'"));
    owner()
        .body(changed)
        .post(CONDITIONS + "validate")
        .then()
        .body("errors", empty())
        .body("warnings.code", contains("CONDITION_IN_USE", "CONDITION_IN_USE"))
        .body(
            "warnings.detail",
            contains(
                "Condition " + outer + " uses it, and changes with it.",
                "Rule " + rule + " uses it through " + outer + ", and changes with it."));
    owner()
        .body(manifest("Condition", vip, Map.of("when", "true", "description", "all")))
        .post(CONDITIONS + "validate")
        .then()
        .body("warnings", empty());
    save("conditions", vip, "data.tier == 'gold'").statusCode(200);
    publish("conditions", vip).statusCode(200).body("warnings.code", hasSize(2));
    owner().get(CONDITIONS + vip).then().body("$", not(hasKey("warnings")));
  }

  @Test
  void aDraftWhoseConditionHasGoneIsNotPublished() {
    published("conditions", vip, "true");
    save("rules", rule, "condition('" + vip + "')").statusCode(201);
    owner().delete(CONDITIONS + vip).then().statusCode(204);
    publish("rules", rule).statusCode(422).body("errors.code", contains("CONDITION_NOT_FOUND"));
  }

  @Test
  void usagesAreListedWithWhatIsBetween() {
    published("conditions", vip, "true");
    published("conditions", outer, "data.x && condition('" + vip + "')");
    published("rules", rule, "condition('" + outer + "')");
    save("rules", rule + "-draft", Map.of("condition", vip)).statusCode(201);
    published("rules", rule + "-other", "data.condition == 'vip'");

    owner()
        .get(CONDITIONS + vip + "/usages")
        .then()
        .statusCode(200)
        .body("items.name", contains(outer, rule + "-draft", rule))
        .body("items.kind", contains("Condition", "Rule", "Rule"))
        .body("items.published", contains(true, false, true))
        .body("items.draft", contains(true, true, true))
        .body("items[0].through", empty())
        .body("items[1].through", empty())
        .body("items[2].through", contains(outer));
    owner().get(CONDITIONS + "no-such/usages").then().statusCode(404);
  }

  @Test
  void aRuleAndItsConditionsComeInOneBundleWhateverTheirOrder() {
    var documents =
        List.of(
            manifest("Rule", rule, rule("condition('" + outer + "')")),
            // By name it is stored before the one that it refers to.
            manifest("Condition", outer, Map.of("when", "condition('" + vip + "')")),
            manifest("Condition", vip, Map.of("when", "data.a > 1")));
    apply(documents)
        .statusCode(200)
        .body("documents.result", contains("published", "published", "published"));
    owner().get(CONDITIONS + vip + "/usages").then().body("items.name", contains(outer, rule));
    apply(documents)
        .statusCode(200)
        .body("documents.result", contains("unchanged", "unchanged", "unchanged"));
  }

  @Test
  void aBundleThatGoesInACircleIsRefusedAsAWhole() {
    apply(
            List.of(
                manifest("Condition", outer, Map.of("when", "condition('" + vip + "')")),
                manifest("Condition", vip, Map.of("when", Map.of("condition", outer)))))
        .statusCode(422)
        .body("documents.result", contains("rejected", "rejected"))
        .body("documents[1].errors.pointer", contains("/spec/when/condition"));
    owner().get(CONDITIONS + vip).then().statusCode(404);
  }

  @Test
  void bothFormsAreGivenOfEither() {
    owner()
        .body(Map.of("cel", "100 < data.amount && !(data.tier in ['a'])"))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(200)
        .body("cel", is("data.amount > 100 && !(data.tier in [\"a\"])"))
        .body("tree.all.op", contains("gt", "notIn"));
    owner()
        .body(Map.of("tree", Map.of("not", Map.of("condition", "no-such"))))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(200)
        .body("cel", is("!condition(\"no-such\")"))
        .body("tree.not.condition", is("no-such"));
  }

  @Test
  void whatCannotBeConvertedIsToldWithItsPlaces() {
    owner()
        .body(Map.of("cel", "data.a > 1 &&\n  body.x == 2"))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(422)
        .body("code", is("CONDITION_INVALID"))
        .body("errors.pointer", contains("/cel"))
        .body("errors.line", contains(2))
        .body("errors.column", contains(3));
    owner()
        .body(Map.of("tree", Map.of("any", List.of(Map.of("field", "data.a-b", "op", "exists")))))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(422)
        .body("errors.pointer", contains("/tree/any/0/field"))
        .body("errors.code", contains("CONDITION_FIELD_INVALID"));
    for (var body : List.of("{}", "{\"cel\": \"true\", \"tree\": {}}", "null", "{\"tree\": []}")) {
      owner().body(body).post(CONDITIONS + "conversion").then().statusCode(400);
    }
  }

  @Test
  void eachOperationNeedsItsPermission() {
    save("conditions", vip, "true").statusCode(201);
    var reader = with("condition:read");
    reader.get(CONDITIONS + vip).then().statusCode(200);
    with("condition:read").get(CONDITIONS + vip + "/usages").then().statusCode(200);
    with("condition:read")
        .body(Map.of("cel", "true"))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(200);
    with("rule:read")
        .body(Map.of("cel", "true"))
        .post(CONDITIONS + "conversion")
        .then()
        .statusCode(403);
    with("rule:read").get(CONDITIONS + vip + "/usages").then().statusCode(403);
    with("condition:read").post(CONDITIONS + vip + "/publication").then().statusCode(403);
    with("condition:write").delete(CONDITIONS + vip).then().statusCode(403);
    given().get(CONDITIONS + vip + "/usages").then().statusCode(401);
  }

  private static void assertInUse(ValidatableResponse response, List<String> users) {
    List<String> named =
        response
            .statusCode(409)
            .body("code", is("CONDITION_IN_USE"))
            .extract()
            .path("errors.detail");
    assertThat(named).containsExactlyElementsOf(users);
  }

  private void published(String kinds, String name, Object when) {
    save(kinds, name, when).statusCode(201);
    publish(kinds, name).statusCode(200);
  }

  private ValidatableResponse save(String kinds, String name, Object when) {
    boolean isRule = kinds.equals("rules");
    var spec = isRule ? rule(when) : Map.of("when", when);
    return owner()
        .body(manifest(isRule ? "Rule" : "Condition", name, spec))
        .put(WORKSPACE + kinds + "/" + name)
        .then();
  }

  private static ValidatableResponse publish(String kinds, String name) {
    return owner().post(WORKSPACE + kinds + "/" + name + "/publication").then();
  }

  private static ValidatableResponse apply(List<Map<String, Object>> documents) {
    var indexed = new ArrayList<Map<String, Object>>();
    documents.forEach(one -> indexed.add(Map.of("index", indexed.size(), "manifest", one)));
    return owner()
        .body(Map.of("documents", indexed, "bundle", documents))
        .post(WORKSPACE + "manifests?publish=true")
        .then();
  }

  private static Map<String, Object> rule(Object when) {
    return Map.of(
        "on",
        List.of("com.example.conditions"),
        "when",
        when,
        "then",
        List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi"))));
  }

  private static Map<String, Object> manifest(String kind, String name, Map<String, ?> spec) {
    return Map.of(
        "apiVersion",
        "sequitur.dev/v1",
        "kind",
        kind,
        "metadata",
        Map.of("name", name),
        "spec",
        spec);
  }

  private static RequestSpecification owner() {
    return with(
        "rule:read",
        "rule:write",
        "rule:publish",
        "condition:read",
        "condition:write",
        "condition:publish",
        "manifest:apply");
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions)).contentType("application/json");
  }
}
