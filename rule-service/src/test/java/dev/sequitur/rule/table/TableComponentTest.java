package dev.sequitur.rule.table;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

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
class TableComponentTest {

  private static final String BASE = "/api/v1/workspaces/default/";
  private static final String SHEET =
      "first,amount = data.amount,-> discount\r\n1,> 100,10\r\n2,-,0\r\n";

  private final String name = "t-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void aSheetBecomesARulesTableAndIsReadBack() {
    var table = convert(SHEET).then().statusCode(200).extract().body().as(Map.class);
    with("rule:write")
        .contentType("application/json")
        .body(rule(table))
        .put(BASE + "rules/" + name)
        .then()
        .statusCode(201);
    with("rule:read")
        .post(BASE + "rules/" + name + "/test-run")
        .then()
        .statusCode(200)
        .body("cases[0].seen.actions.tell.message", is("10"));
    var sheet =
        with("rule:read").get(BASE + "rules/" + name + "/table").then().statusCode(200).extract();
    assertThat(sheet.contentType()).startsWith("text/csv");
    assertThat(sheet.body().asString()).isEqualTo(SHEET);
  }

  @Test
  void aSheetThatIsNoTableIsRefusedWithThePlace() {
    convert("best,a = data.a\n")
        .then()
        .statusCode(422)
        .body("code", is("VALIDATION_FAILED"))
        .body("errors.line", hasItem(1));
    convert(SHEET.replace("> 100", ">> 100"))
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/rows/0/when/0"));
  }

  @Test
  void aRuleWithoutATableHasNoSheet() {
    with("rule:read").get(BASE + "rules/" + name + "/table").then().statusCode(404);
    with("rule:write").get(BASE + "rules/" + name + "/table").then().statusCode(403);
  }

  private static io.restassured.response.Response convert(String sheet) {
    return with("rule:read")
        .contentType("text/csv")
        .body(sheet.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .post(BASE + "rule-tables/conversion");
  }

  private Map<String, Object> rule(Map<?, ?> table) {
    var action =
        Map.of(
            "id",
            "tell",
            "uses",
            "log.write@1",
            "with",
            Map.of("message", "${string(table.discount)}"));
    var test =
        Map.of("name", "big", "event", Map.of("data", Map.of("amount", 150)), "expect", "matched");
    return Map.of(
        "apiVersion",
        "sequitur.dev/v1",
        "kind",
        "Rule",
        "metadata",
        Map.of("name", name),
        "spec",
        Map.of(
            "on", List.of("com.example.order"),
            "table", table,
            "then", List.of(action),
            "tests", List.of(test)));
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions));
  }
}
