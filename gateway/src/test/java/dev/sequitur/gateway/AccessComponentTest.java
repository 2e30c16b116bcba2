package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.gateway.access.Role;
import dev.sequitur.gateway.access.Roles;
import dev.sequitur.gateway.route.Owner;
import dev.sequitur.gateway.route.Route;
import dev.sequitur.gateway.route.RouteFile;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every operation of routes.yaml × every kind of caller. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class AccessComponentTest {

  private static final List<Route> PROTECTED =
      RouteFile.read().stream().filter(route -> !route.isPublic() && !route.isIngest()).toList();

  private final Roles roles = new Roles();

  @BeforeEach
  void startOwners() {
    FakeOwner.startAll();
  }

  @Test
  void whoIsNotKnownIsToldSoEverywhere() {
    var revoked = People.key("owner");
    revoke(revoked);
    var callers =
        Map.of(
            "anonymous", Client.ANONYMOUS,
            "expired key", Client.withKey(expiredKey()),
            "revoked key", Client.withKey(revoked),
            "key of our form that nobody made",
                Client.withKey("sqk_0123456789abcdef_" + "a".repeat(43)),
            "another scheme", Client.ANONYMOUS.with("Authorization", "Basic YWRtaW46YWRtaW4="),
            "made-up cookie", Client.ANONYMOUS.with("Cookie", "__Host-sequitur=" + "a".repeat(43)));
    forAll(callers, (route, _) -> 401);
  }

  @Test
  void aRoleMayDoWhatItsPermissionsSayAndNothingElse() {
    var callers = new LinkedHashMap<String, Client>();
    for (var role : Role.values()) {
      callers.put(role.text(), Client.withKey(People.key(role.text())));
    }
    forAll(
        callers,
        (route, caller) -> {
          var role = Objects.requireNonNull(Role.named(caller));
          return !route.isInWorkspace() || roles.permissions(role).contains(route.permission())
              ? 200
              : 403;
        });
  }

  @Test
  void anotherWorkspacesOwnerCannotTellWhetherThisOneExists() {
    var key = People.publishedKey("shop", null, false);
    awaitKnown(key);
    var stranger = Client.withKey(key);
    forAll(
        Map.of("owner of another workspace", stranger),
        (route, _) -> route.isInWorkspace() ? 404 : 200);
    var ours = stranger.get("/api/v1/workspaces/default/rules");
    var nobodys = stranger.get("/api/v1/workspaces/nowhere/rules");
    assertThat(ours.json().path("detail")).isEqualTo(nobodys.json().path("detail"));
    assertThat(ours.code()).isEqualTo(nobodys.code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aSessionHasItsAccountsRole() {
    forAll(Map.of("admin", People.admin()), (_, _) -> 200, "DELETE /api/v1/sessions/current");
  }

  private interface Expectation {
    /** 200 stands for: let in. */
    int of(Route route, String caller);
  }

  private static void forAll(Map<String, Client> callers, Expectation expected, String... but) {
    var softly = new SoftAssertions();
    for (var route : PROTECTED) {
      if (List.of(but).contains(route.method() + " " + route.path())) {
        continue;
      }
      callers.forEach(
          (name, client) -> {
            var answer = client.send(route.method().name(), target(route));
            var status = expected.of(route, name);
            var as = softly.assertThat(letIn(answer, route) ? 200 : answer.status());
            as.as("%s: %s %s %s", name, route.method(), route.path(), answer.body())
                .isEqualTo(status);
          });
    }
    softly.assertAll();
  }

  /** Past the front door: the owner's answer, or one of the gateway's own about the content. */
  private static boolean letIn(Client.Answer answer, Route route) {
    if (route.owner() != Owner.GATEWAY) {
      return answer.body().equals("{\"from\":\"owner\"}");
    }
    var ofTheDoor = List.of("UNAUTHENTICATED", "FORBIDDEN", "NOT_FOUND");
    var detail = answer.code().isEmpty() ? "" : answer.json().path("detail").asText();
    return !ofTheDoor.contains(answer.code())
        || detail.startsWith("There is no such key")
        || detail.startsWith("There is no such member");
  }

  static String target(Route route) {
    return route
        .path()
        .replace("{workspace}", "default")
        .replace("{id}", UUID.randomUUID().toString())
        .replace("{user}", "nobody-yet")
        .replace("{secret}", "stripe.key")
        .replace("{name}", "big-order");
  }

  private static void revoke(String key) {
    var id = key.split("_")[1];
    var answer = People.admin().send("DELETE", "/api/v1/workspaces/default/api-keys/" + id);
    assertThat(answer.status()).isEqualTo(204);
  }

  private static String expiredKey() {
    var expired = People.publishedKey("default", People.now().minus(Duration.ofSeconds(1)), false);
    // What was published before a key that is known is known, too.
    awaitKnown(People.publishedKey("shop", null, false));
    return expired;
  }

  static void awaitKnown(String key) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> Client.withKey(key).get("/api/v1/whoami").status() == 200);
  }
}
