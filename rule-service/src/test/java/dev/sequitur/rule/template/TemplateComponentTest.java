package dev.sequitur.rule.template;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class TemplateComponentTest {

  private static final String BASE = "/api/v1/workspaces/default/";
  private static final String INSTANCE = BASE + "rule-templates/threshold/instance";

  private final String name = "m-" + UUID.randomUUID().toString().substring(0, 8);

  @Test
  void templatesAreListedAndReadWithTheirParameters() {
    with("rule:read")
        .get(BASE + "rule-templates")
        .then()
        .statusCode(200)
        .body("items.name", hasItem("threshold"));
    with("rule:read")
        .get(BASE + "rule-templates/threshold")
        .then()
        .statusCode(200)
        .body("parameters.name", hasItem("limit"))
        .body("parameters.find { it.name == 'operator' }.default", is("gt"))
        .body("parameters.find { it.name == 'type' }.type", is("eventType"))
        .body("cases", nullValue());
    with("rule:read").get(BASE + "rule-templates/nobody").then().statusCode(404);
  }

  @Test
  void anInstanceIsADraftThatCanBePublished() {
    var body = Map.of("name", name, "parameters", Map.of("type", "com.example.r", "limit", 80));
    with("rule:write")
        .body(body)
        .post(INSTANCE + "?dryRun=true")
        .then()
        .statusCode(200)
        .body("spec.when.value", is(80));
    with("rule:read").get(BASE + "rules/" + name).then().statusCode(404);
    with("rule:write").body(body).post(INSTANCE).then().statusCode(201);
    with("rule:read")
        .get(BASE + "rules/" + name)
        .then()
        .statusCode(200)
        .body("status.state", is("DRAFT"))
        .body("metadata.labels.template", is("threshold"));
    with("rule:publish").post(BASE + "rules/" + name + "/publication").then().statusCode(200);
    with("rule:write")
        .body(body)
        .post(INSTANCE)
        .then()
        .statusCode(412)
        .body("code", is("DEFINITION_EXISTS"));
  }

  @Test
  void whatIsWrongIsToldAtItsPlace() {
    with("rule:write")
        .body(Map.of("name", name, "parameters", Map.of("limit", "much", "lmit", 5)))
        .post(INSTANCE)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/parameters/limit"))
        .body("errors.pointer", hasItem("/parameters/lmit"))
        .body("errors.pointer", hasItem("/parameters/type"));
    with("rule:write")
        .body(
            Map.of(
                "name", name,
                "parameters", Map.of("type", "com.example.r", "limit", 80),
                "overrides", Map.of("validFrom", "soon")))
        .post(INSTANCE)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/spec/validFrom"));
    with("rule:write")
        .body(Map.of("name", "A b"))
        .post(INSTANCE)
        .then()
        .statusCode(422)
        .body("errors.pointer", hasItem("/name"));
    with("rule:read").body(Map.of("name", name)).post(INSTANCE).then().statusCode(403);
  }

  private static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions)).contentType("application/json");
  }
}
