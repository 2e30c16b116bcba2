package dev.sequitur.notification;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Tokens;
import dev.sequitur.notification.channel.ChannelsInForce;
import dev.sequitur.notification.delivery.DeliveryView;
import dev.sequitur.notification.inbox.InboxItem;
import dev.sequitur.notification.subscription.SubscriptionsInForce;
import dev.sequitur.notification.template.TemplatesInForce;
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
    "channel:read",
    "channel:write",
    "channel:publish",
    "template:read",
    "template:write",
    "template:publish",
    "delivery:read",
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
    return put("Subscription", "subscriptions", name, spec);
  }

  /** Saves a definition of any kind. */
  public Response put(String kind, String kinds, String name, String spec) {
    return request()
        .contentType("text/yaml")
        .body(
            """
            apiVersion: sequitur.dev/v1
            kind: %s
            metadata: {name: %s}
            spec: %s
            """
                .formatted(kind, name, spec))
        .put(path() + "/" + kinds + "/" + name);
  }

  /** Saves and publishes a subscription, and returns when it is in force. */
  public void subscribe(String name, String spec) {
    assertThat(put(name, spec).statusCode()).isIn(200, 201);
    request().post(path() + "/subscriptions/" + name + "/publication").then().statusCode(200);
    awaitInForce(1);
  }

  /** Saves and publishes a channel, and returns when it is in force. */
  public void channel(String name, String spec) {
    assertThat(put("Channel", "channels", name, spec).statusCode()).isIn(200, 201);
    request().post(path() + "/channels/" + name + "/publication").then().statusCode(200);
    var inForce = Arc.container().instance(ChannelsInForce.class).get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> inForce.find(workspace, name, Instant.now().minusMillis(5)).isPresent());
  }

  /** Saves and publishes a template, and returns when it is in force. */
  public void template(String name, String spec) {
    assertThat(put("NotificationTemplate", "notification-templates", name, spec).statusCode())
        .isIn(200, 201);
    var publication = path() + "/notification-templates/" + name + "/publication";
    request().post(publication).then().statusCode(200);
    var inForce = Arc.container().instance(TemplatesInForce.class).get();
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> inForce.find(workspace, name, Instant.now().minusMillis(5)).isPresent());
  }

  /** What the caller wants; replaces what it wanted before. */
  public Response prefer(String json) {
    return request()
        .contentType("application/json")
        .body(json)
        .put(path() + "/notification-preferences");
  }

  public List<DeliveryView> deliveries(String filter) {
    return request()
        .get(path() + "/deliveries?limit=200" + filter)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items", DeliveryView.class);
  }

  /** Returns the deliveries when there are so many in a state. */
  public List<DeliveryView> awaitDeliveries(String state, int size) {
    return await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> deliveries("&state=" + state), items -> items.size() == size);
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
