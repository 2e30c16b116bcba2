package dev.sequitur.notification.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.notification.WorkspaceApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SubscriptionComponentTest {

  private static final String SPEC = "{on: {rules: ['*']}, to: {inbox: {role: operator}}}";
  private static final String OTHER = "{on: {rules: [a]}, to: {inbox: {role: operator}}}";

  private final WorkspaceApi api = WorkspaceApi.fresh();
  private final String path = api.path() + "/subscriptions/failures";

  @Test
  void aDraftIsKeptPublishedAndArchived() {
    api.put("failures", SPEC).then().statusCode(201).body("status.state", equalTo("DRAFT"));
    api.request()
        .post(path + "/publication")
        .then()
        .statusCode(200)
        .body("status.state", equalTo("ACTIVE"))
        .body("status.version", equalTo(1));
    api.request().get(path + "/versions").then().statusCode(200).body("items", hasSize(1));
    api.request().delete(path).then().statusCode(204);
    api.request().get(path).then().statusCode(404);
  }

  @Test
  void aChangeOfWhatSomebodyElseChangedIsRefused() {
    var tag = api.put("failures", SPEC).header("ETag");
    assertThat(api.put("failures", OTHER).header("ETag")).isNotEqualTo(tag);

    api.request()
        .contentType("text/yaml")
        .header("If-Match", tag)
        .body(manifest(SPEC))
        .put(path)
        .then()
        .statusCode(412);
  }

  @Test
  void aBadSpecIsRefusedWithAllItsMistakes() {
    api.put("failures", "{on: {rules: [A], outcomes: [FINE]}, to: {inbox: {role: boss}}}")
        .then()
        .statusCode(422)
        .body("code", equalTo("DEFINITION_INVALID"))
        .body(
            "errors.pointer",
            hasItems("/spec/on/rules/0", "/spec/on/outcomes/0", "/spec/to/inbox/role"));
  }

  @Test
  void eachChangeNeedsItsPermission() {
    given().get(path).then().statusCode(401);
    api.requestWith("rule:read").get(path).then().statusCode(403);
    api.requestWith("subscription:read")
        .contentType("text/yaml")
        .body(manifest(SPEC))
        .put(path)
        .then()
        .statusCode(403);
    api.put("failures", SPEC);
    api.requestWith("subscription:read", "subscription:write")
        .post(path + "/publication")
        .then()
        .statusCode(403);
    api.requestWith("subscription:read").get(path).then().statusCode(200);
  }

  @Test
  void anotherWorkspaceSeesNoSubscription() {
    api.put("failures", SPEC);
    var other = WorkspaceApi.fresh();

    other.request().get(path).then().statusCode(404);
    other.request().get(other.path() + "/subscriptions/failures").then().statusCode(404);
    other.request().get(other.path() + "/subscriptions").then().body("items", empty());
  }

  private static String manifest(String spec) {
    return "{apiVersion: sequitur.dev/v1, kind: Subscription, metadata: {name: failures}, spec: "
        + spec
        + "}";
  }
}
