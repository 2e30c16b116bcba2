package dev.sequitur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Tokens;
import dev.sequitur.notification.inbox.InboxItem;
import dev.sequitur.notification.subscription.SubscriptionsInForce;
import io.quarkus.arc.Arc;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The API as somebody in one workspace calls it, with all permissions of an owner. */
public record WorkspaceApi(String workspace) {

  private static final String[] OWNER = {
    "subscription:read",
    "subscription:write",
    "subscription:publish",
    "notification:read",
    "dead-letter:redrive",
    "rule:publish",
    "member:manage"
  };

  /** A workspace that no other test uses. */
  public static WorkspaceApi fresh() {
    return new WorkspaceApi("w-" + UUID.randomUUID());
  }

  public String path() {
    return "/api/v1/workspaces/" + workspace;
  }

  public RequestSpecification request() {
    return requestWith(OWNER);
  }

  public RequestSpecification requestWith(String... permissions) {
    return given().auth().oauth2(Tokens.of(workspace, permissions));
  }

  public Response put(String name, String spec) {
    return request()
        .contentType("text/yaml")
        .body(
            """
            apiVersion: sequitur.dev/v1
            kind: Subscription
            metadata: {name: %s}
            spec: %s
            """
                .formatted(name, spec))
        .put(path() + "/subscriptions/" + name);
  }

  /** Saves and publishes a subscription, and returns when it is in force. */
  public void subscribe(String name, String spec) {
    assertThat(put(name, spec).statusCode()).isIn(200, 201);
    request().post(path() + "/subscriptions/" + name + "/publication").then().statusCode(200);
    awaitInForce(1);
  }

  /**
   * Returns when so many subscriptions of this workspace are in force. Asks the service itself: the
   * instant that a publication answers is put off if the broker was slow to append it.
   */
  public void awaitInForce(int subscriptions) {
    var inForce = Arc.container().instance(SubscriptionsInForce.class).get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              var book = inForce.inForceAt(Instant.now().minusMillis(5)).byWorkspace();
              return book.getOrDefault(workspace, List.of()).size() == subscriptions;
            });
  }

  public List<InboxItem> inbox() {
    return request()
        .get(path() + "/notifications?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items", InboxItem.class);
  }

  public List<InboxItem> awaitInbox(int size) {
    return await().atMost(Duration.ofSeconds(30)).until(this::inbox, items -> items.size() == size);
  }
}
