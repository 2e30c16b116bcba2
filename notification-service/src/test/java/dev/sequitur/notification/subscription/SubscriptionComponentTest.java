package dev.sequitur.notification.subscription;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.notification.WorkspaceApi;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class SubscriptionComponentTest {

  private static final String SPEC = "{on: {rules: ['*']}, to: {inbox: {role: operator}}}";
  private static final String OTHER = "{on: {rules: [a]}, to: {inbox: {role: operator}}}";

  private static final String TO_OPS = "{on: {rules: ['*']}, to: {channels: [ops]}}";
  private static final String HOOK =
      "{webhook: {url: 'https://example.com/hook', secret: {secret: signing}}}";

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
  void aChannelThatDoesNotExistIsRefusedWhereItIsNamed() {
    api.put("Channel", "channels", "ops", HOOK).then().statusCode(201);
    var to = "{channels: [ops, nobody, {channel: nowhere, users: [anna]}]}";
    api.put("failures", "{on: {rules: ['*']}, to: " + to + "}")
        .then()
        .statusCode(422)
        .body("code", equalTo("DEFINITION_INVALID"))
        .body("errors.code", contains("CHANNEL_NOT_FOUND", "CHANNEL_NOT_FOUND"))
        .body("errors.pointer", contains("/spec/to/channels/1", "/spec/to/channels/2/channel"));

    api.put("failures", TO_OPS).then().statusCode(201);
    api.request().delete(api.path() + "/channels/ops").then().statusCode(204);
    api.request().post(path + "/publication").then().statusCode(422);
  }

  @Test
  void aChannelOfAnotherWorkspaceDoesNotExist() {
    WorkspaceApi.fresh().put("Channel", "channels", "ops", HOOK).then().statusCode(201);
    api.put("failures", TO_OPS).then().statusCode(422);
  }

  @Test
  void aBundleMayBringTheChannelThatItsSubscriptionNames() {
    var subscription = document("Subscription", "failures", TO_OPS);
    var both = subscription + "," + document("Channel", "ops", HOOK);
    apply("{documents: [{index: 0, manifest: " + subscription + "}], bundle: [" + both + "]}")
        .then()
        .statusCode(200);
    apply(
            "{documents: [{index: 0, manifest: "
                + subscription
                + "}], bundle: ["
                + subscription
                + "]}")
        .then()
        .statusCode(422)
        .body("documents[0].errors.pointer", contains("/spec/to/channels/0"));
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

  /** As the gateway asks: each owner sees its own documents, and all of them as context. */
  private Response apply(String request) {
    return api.requestWith("manifest:apply", "subscription:write", "subscription:publish")
        .contentType("application/json")
        .body(json(request))
        .post(api.path() + "/manifests?publish=true");
  }

  private static String json(String yaml) {
    try {
      return new ObjectMapper(new YAMLFactory()).readTree(yaml).toString();
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  private static String manifest(String spec) {
    return document("Subscription", "failures", spec);
  }

  private static String document(String kind, String name, String spec) {
    return "{apiVersion: sequitur.dev/v1, kind: "
        + kind
        + ", metadata: {name: "
        + name
        + "}, spec: "
        + spec
        + "}";
  }
}
