package dev.sequitur.notification.inbox;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.notification.Facts;
import dev.sequitur.notification.WorkspaceApi;
import dev.sequitur.notification.domain.Fact;
import dev.sequitur.notification.domain.Happening;
import dev.sequitur.notification.domain.Notification;
import dev.sequitur.notification.domain.Recipient;
import dev.sequitur.notification.domain.Role;
import dev.sequitur.notification.domain.Subscription;
import dev.sequitur.notification.domain.SubscriptionBook;
import dev.sequitur.notification.domain.Telling;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class InboxComponentTest {

  private static final Recipient TESTER = new Recipient.User("tester");

  @Inject PathDatabase database;
  @Inject InboxTable table;
  @Inject Purge purge;
  @Inject ApiDatabase apiDatabase;

  private final WorkspaceApi api = WorkspaceApi.fresh();
  private final Instant now = Instant.now();

  @Test
  void pagesGoFromTheNewestToTheOldestWithoutGapOrRepeat() {
    var stored = new ArrayList<UUID>();
    for (int i = 0; i < 25; i++) {
      // Five at each instant: the id decides among them.
      stored.add(put(TESTER, now.minusSeconds(i / 5)).id());
    }
    var seen = new ArrayList<InboxItem>();
    String after = null;
    do {
      var page =
          api.request()
              .queryParam("limit", 7)
              .queryParams(after == null ? Map.of() : Map.of("after", after))
              .get(api.path() + "/notifications");
      seen.addAll(page.jsonPath().getList("items", InboxItem.class));
      after = page.jsonPath().getString("next");
    } while (after != null);

    assertThat(seen).extracting(InboxItem::id).containsExactlyInAnyOrderElementsOf(stored);
    assertThat(seen)
        .extracting(InboxItem::createdAt)
        .isSortedAccordingTo(java.util.Comparator.reverseOrder());
  }

  @Test
  void readAndUnreadStayAsMarkedHoweverOften() {
    var first = put(TESTER, now).id();
    var second = put(TESTER, now.minusSeconds(1)).id();

    mark(first, true).then().statusCode(204);
    var readAt = item(first).readAt();
    mark(first, true);
    assertThat(readAt).isNotNull();
    assertThat(item(first).readAt()).isEqualTo(readAt);
    api.request()
        .get(api.path() + "/notifications?unread=true")
        .then()
        .body("items", hasSize(1))
        .body("items[0].id", equalTo(second.toString()));
    unread(1);

    unmark(first);
    unmark(first);
    assertThat(item(first).readAt()).isNull();
    unread(2);
  }

  @Test
  void theReadStateSurvivesARedelivery() {
    var told = told(TESTER, now);
    store(List.of(told));
    mark(told.id(), true);

    store(List.of(told, told));

    assertThat(item(told.id()).readAt()).isNotNull();
    assertThat(api.inbox()).hasSize(1);
  }

  @Test
  void eachMemberOfARoleReadsAlone() {
    var id = put(new Recipient.Holders(Role.OPERATOR), now).id();
    var anna = new Reader(api.workspace(), "anna", List.of("user:anna", "role:operator"));
    var ben = new Reader(api.workspace(), "ben", List.of("user:ben", "role:operator"));

    assertThat(table.mark(anna, id, true)).isTrue();

    var all = new PageQuery(false, 10, Cursor.START);
    assertThat(table.page(anna, all).getFirst().readAt()).isNotNull();
    assertThat(table.page(ben, all).getFirst().readAt()).isNull();
    assertThat(table.unread(anna)).isZero();
    assertThat(table.unread(ben)).isEqualTo(1);
  }

  @Test
  void whatOthersAreToldStaysTheirs() {
    var bens = put(new Recipient.User("ben"), now).id();

    assertThat(api.inbox()).isEmpty();
    notThere(mark(bens, true));
    notThere(unmark(bens));
  }

  @Test
  void aRoleIsToldWithAllRolesAboveIt() {
    put(new Recipient.Holders(Role.VIEWER), now);
    put(new Recipient.Holders(Role.OPERATOR), now);
    put(new Recipient.Holders(Role.EDITOR), now);
    put(new Recipient.Holders(Role.OWNER), now);

    seen(1, "notification:read");
    seen(2, "notification:read", "dead-letter:redrive");
    seen(3, "notification:read", "dead-letter:redrive", "rule:publish");
    seen(4, "notification:read", "dead-letter:redrive", "rule:publish", "member:manage");
  }

  @Test
  void anotherWorkspaceSeesNothing() {
    var id = put(TESTER, now).id();
    var other = WorkspaceApi.fresh();

    assertThat(other.inbox()).isEmpty();
    notThere(other.request().put(other.path() + "/notifications/" + id + "/read"));
    other.request().get(api.path() + "/notifications").then().statusCode(404);
    other.request().put(api.path() + "/notifications/" + id + "/read").then().statusCode(404);
  }

  @Test
  void rowLevelSecurityShowsOneWorkspaceWhateverTheStatementSays() {
    var id = put(TESTER, now).id();
    mark(id, true);

    for (var tableName : List.of("notifications", "readings")) {
      assertThat(rows(api.workspace(), tableName)).isEqualTo(1);
      assertThat(rows("another", tableName)).isZero();
      assertThat(rows("", tableName)).isZero();
    }
  }

  @Test
  void onlyWhoMayReadNotificationsGetsThem() {
    var path = api.path() + "/notifications";
    given().get(path).then().statusCode(401);
    api.requestWith("run:read").get(path).then().statusCode(403).body("code", equalTo("FORBIDDEN"));
    api.requestWith("run:read").get(path + "/unread-count").then().statusCode(403);
    api.requestWith("run:read")
        .put(path + "/" + UUID.randomUUID() + "/read")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"7", "x", "00000000-0000-8000-8000-000000000000"})
  void anUnknownIdIsNotFound(String id) {
    var path = api.path() + "/notifications/" + id + "/read";
    notThere(api.request().put(path));
    notThere(api.request().delete(path));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=201",
        "limit=x",
        "limit=",
        "unread=maybe",
        "unread=",
        "after=x",
        "after=",
        "after=MjAyNg",
        "unred=true"
      })
  void aFilterThatCannotBeUnderstoodIsRefused(String query) {
    api.request()
        .get(api.path() + "/notifications?" + query)
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", equalTo("NOTIFICATION_FILTER_INVALID"))
        .body("detail", notNullValue());
  }

  @Test
  void onlyWhatIsOldEnoughIsPurged() {
    var old = put(TESTER, now.minus(Duration.ofDays(91))).id();
    var young = put(TESTER, now.minus(Duration.ofDays(89))).id();
    mark(old, true);

    purge.purge();

    assertThat(api.inbox()).extracting(InboxItem::id).containsExactly(young);
    assertThat(rows(api.workspace(), "readings")).isZero();
  }

  @Test
  void aBatchBiggerThanOneStatementIsStoredWhole() {
    var many = new ArrayList<Notification>();
    for (int i = 0; i < 2_500; i++) {
      many.add(told(new Recipient.User("anna"), now));
    }
    store(many);

    assertThat(rows(api.workspace(), "notifications")).isEqualTo(2_500);
    var anna = new Reader(api.workspace(), "anna", List.of("user:anna"));
    assertThat(table.unread(anna)).isEqualTo(1_001);
  }

  private Notification put(Recipient recipient, Instant at) {
    var told = told(recipient, at);
    store(List.of(told));
    return told;
  }

  private void store(List<Notification> told) {
    database.run(transaction -> Inbox.insert(transaction.connection(), told));
  }

  private Notification told(Recipient recipient, Instant at) {
    var fact =
        new Fact.Settled(
            Facts.of(api.workspace(), "big-order").settled(EffectState.DEAD, at), Happening.DEAD);
    var subscription =
        new Subscription(
            api.workspace(),
            UUID.randomUUID(),
            "failures",
            1,
            Set.of("*"),
            Map.of(),
            Set.of(Happening.DEAD),
            List.of(recipient),
            List.of(),
            Set.of());
    var book = SubscriptionBook.of(List.of(subscription));
    return Telling.decide(book, fact, at).notifications().getFirst();
  }

  private InboxItem item(UUID id) {
    return api.inbox().stream().filter(item -> item.id().equals(id)).findFirst().orElseThrow();
  }

  private io.restassured.response.Response mark(UUID id, boolean read) {
    var path = api.path() + "/notifications/" + id + "/read";
    return read ? api.request().put(path) : api.request().delete(path);
  }

  private io.restassured.response.Response unmark(UUID id) {
    return mark(id, false);
  }

  private static void notThere(io.restassured.response.Response answer) {
    answer
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .body("code", equalTo("NOTIFICATION_NOT_FOUND"));
  }

  private void unread(int count) {
    api.request()
        .get(api.path() + "/notifications/unread-count")
        .then()
        .statusCode(200)
        .body("unread", equalTo(count))
        .body("more", equalTo(false));
  }

  private void seen(int count, String... permissions) {
    api.requestWith(permissions)
        .get(api.path() + "/notifications")
        .then()
        .statusCode(200)
        .body("items", hasSize(count));
  }

  private int rows(String workspace, String name) {
    return apiDatabase.in(
        workspace,
        transaction -> {
          try (var select =
                  transaction.connection().prepareStatement("SELECT count(*) FROM " + name);
              var found = select.executeQuery()) {
            found.next();
            return found.getInt(1);
          }
        });
  }
}
