package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.gateway.route.Owner;
import dev.sequitur.gateway.route.Route;
import dev.sequitur.gateway.route.RouteFile;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
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

  @BeforeEach
  void startOwners() {
    FakeOwner.startAll();
  }

  @Test
  void whoIsNotKnownIsToldSoEverywhere() throws SQLException {
    var revoked = People.key("owner");
    revoke(revoked);
    var issuer = TestIssuer.running();
    var late = issuer.machineToken(claims -> claims.setExpirationTime(TestIssuer.ago(3600)));
    var callers =
        Map.of(
            "expired access token", Client.withKey(late),
            "expired session", expiredSession(),
            "anonymous", Client.ANONYMOUS,
            "expired key", Client.withKey(expiredKey()),
            "revoked key", Client.withKey(revoked),
            "key of our form that nobody made",
                Client.withKey("sqk_0123456789abcdef_" + "a".repeat(43)),
            "another scheme", Client.ANONYMOUS.with("Authorization", "Basic YWRtaW46YWRtaW4="),
            "made-up cookie", Client.ANONYMOUS.with("Cookie", "__Host-sequitur=" + "a".repeat(43)));
    forAll(callers, (route, _) -> 401);
  }

  /** The whole file: {@code access.txt}. */
  @Test
  void everyOperationAnswersEveryCallerAsTheMatrixSays() throws SQLException {
    var callers =
        Map.of(
            "anonymous", Client.ANONYMOUS,
            "owner", Client.withKey(People.key("owner")),
            "editor", Client.withKey(People.key("editor")),
            "operator", Client.withKey(People.key("operator")),
            "viewer", Client.withKey(People.key("viewer")),
            "scoped", Client.withKey(People.scopedKey("owner", "run:read")),
            "stranger", stranger(),
            "expired", Client.withKey(expiredKey()),
            "disabled", disabled());
    var matrix = AccessMatrix.read();
    assertThat(callers.keySet()).containsExactlyInAnyOrderElementsOf(matrix.callers());
    var softly = new SoftAssertions();
    for (var route : RouteFile.read()) {
      var operation = route.method() + " " + route.path();
      callers.forEach(
          (caller, client) -> {
            var answer = client.send(route.method().name(), target(route));
            softly
                .assertThat(letIn(answer, route) ? "in" : String.valueOf(answer.status()))
                .as("%s as %s: %s", operation, caller, answer.body())
                .isEqualTo(matrix.expected(operation, caller));
          });
    }
    softly.assertAll();
  }

  @Test
  void aDisabledAccountCannotSignInEither() throws SQLException {
    var user = member("a long enough password");
    disable(user);
    var body = "{\"user\":\"%s\",\"password\":\"a long enough password\"}".formatted(user);
    assertThat(Client.ANONYMOUS.send("POST", "/api/v1/sessions", body).code())
        .isEqualTo("SIGN_IN_FAILED");
  }

  @Test
  void whatIsWrongWithAKeyHasACodeOfItsOwn() {
    var whoami = "/api/v1/whoami";
    assertThat(Client.withKey(expiredKey()).get(whoami).code()).isEqualTo("KEY_EXPIRED");
    var revoked = People.key("viewer");
    revoke(revoked);
    assertThat(Client.withKey(revoked).get(whoami).code()).isEqualTo("KEY_REVOKED");
    var other = revoked.substring(0, revoked.length() - 2) + "xx";
    assertThat(Client.withKey(other).get(whoami).code()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void aKeyDoesWhatIsInItsScopeAndNothingElse() {
    var key = Client.withKey(People.scopedKey("editor", "rule:read", "event:write"));
    assertThat(key.get("/api/v1/workspaces/default/rules").status()).isEqualTo(200);
    var token = String.valueOf(FakeOwner.askedOf("rule").getLast().header("Authorization"));
    assertThat(People.claims(token).get("groups"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .containsExactlyInAnyOrder("rule:read", "event:write");
    var refused = key.get("/api/v1/workspaces/default/runs");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("KEY_OUT_OF_SCOPE");
    assertThat(key.get("/api/v1/whoami").json().at("/workspaces/0/permissions"))
        .extracting(permission -> permission.asText())
        .containsExactly("event:write", "rule:read");
  }

  @Test
  void aKeyWithAScopeGivesNoMoreThanItsScope() {
    var maker =
        Client.withKey(People.scopedKey("owner", "api-key:manage", "member:manage", "run:read"));
    var keys = "/api/v1/workspaces/default/api-keys";
    var whole = "{\"name\":\"k-%s\",\"role\":\"viewer\"}".formatted(UUID.randomUUID());
    assertThat(maker.send("POST", keys, whole).code()).isEqualTo("ROLE_ABOVE_OWN");
    var within =
        "{\"name\":\"k-%s\",\"role\":\"viewer\",\"permissions\":[\"run:read\"]}"
            .formatted(UUID.randomUUID());
    assertThat(maker.send("POST", keys, within).status()).isEqualTo(201);
    var member = "/api/v1/workspaces/default/members/nobody-yet";
    assertThat(maker.send("PUT", member, "{\"role\":\"owner\"}").code())
        .isEqualTo("ROLE_ABOVE_OWN");
  }

  @Test
  void aScopeIsAPartOfTheRole() {
    var body =
        "{\"name\":\"k\",\"role\":\"viewer\",\"permissions\":[\"run:read\",\"rule:write\",\"x\"]}";
    var answer = People.admin().send("POST", "/api/v1/workspaces/default/api-keys", body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/permissions/1", "/permissions/2");
    assertThat(answer.json().path("errors").findValuesAsText("code"))
        .containsOnly("NOT_OF_THE_ROLE");
  }

  @Test
  void anotherWorkspacesOwnerCannotTellWhetherThisOneExists() {
    var stranger = stranger();
    forAll(
        Map.of("owner of another workspace", stranger),
        (route, _) -> route.needed() == null ? 200 : 404);
    var ours = stranger.get("/api/v1/workspaces/default/rules");
    var nobodys = stranger.get("/api/v1/workspaces/nowhere/rules");
    assertThat(ours.json().path("detail")).isEqualTo(nobodys.json().path("detail"));
    assertThat(ours.code()).isEqualTo(nobodys.code()).isEqualTo("NOT_FOUND");
  }

  @Test
  void aSessionHasItsAccountsRole() {
    forAll(Map.of("admin", People.admin()), (_, _) -> 200, "DELETE /api/v1/sessions/current");
  }

  private static Client stranger() {
    var key = People.publishedKey("shop", null, false);
    awaitKnown(key);
    return Client.withKey(key);
  }

  /** A new member who can sign in. */
  private static String member(String password) {
    var user = "dis-" + UUID.randomUUID().toString().substring(0, 8);
    var wanted = "{\"role\":\"editor\",\"password\":\"%s\"}".formatted(password);
    var path = "/api/v1/workspaces/default/members/" + user;
    assertThat(People.admin().send("PUT", path, wanted).status()).isEqualTo(200);
    return user;
  }

  /** Somebody whose twelve hours are over. */
  private static Client expiredSession() throws SQLException {
    var user = member("a long enough password");
    var body = "{\"user\":\"%s\",\"password\":\"a long enough password\"}".formatted(user);
    var signedIn = Client.ANONYMOUS.send("POST", "/api/v1/sessions", body);
    var cookie = String.valueOf(signedIn.header("Set-Cookie")).split(";")[0];
    try (var connection = Infrastructure.postgres().superuser().connect();
        var update =
            connection.prepareStatement(
                "UPDATE gateway.sessions SET expires_at = now() WHERE account = ?")) {
      update.setString(1, user);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
    return Client.ANONYMOUS.with("Cookie", cookie).with("X-Requested-With", "sequitur");
  }

  /** Somebody who was signed in when their account was disabled. */
  private static Client disabled() throws SQLException {
    var user = member("a long enough password");
    var body = "{\"user\":\"%s\",\"password\":\"a long enough password\"}".formatted(user);
    var signedIn = Client.ANONYMOUS.send("POST", "/api/v1/sessions", body);
    assertThat(signedIn.status()).isEqualTo(201);
    var cookie = String.valueOf(signedIn.header("Set-Cookie")).split(";")[0];
    var client = Client.ANONYMOUS.with("Cookie", cookie).with("X-Requested-With", "sequitur");
    assertThat(client.get("/api/v1/whoami").status()).isEqualTo(200);
    disable(user);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> client.get("/api/v1/whoami").status() == 401);
    return client;
  }

  static void disable(String user) throws SQLException {
    try (var connection = Infrastructure.postgres().superuser().connect();
        var update =
            connection.prepareStatement(
                "UPDATE gateway.accounts SET disabled_at = now() WHERE name = ?")) {
      update.setString(1, user);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
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
    var ofTheDoor =
        List.of(
            "UNAUTHENTICATED",
            "TOKEN_INVALID",
            "KEY_EXPIRED",
            "KEY_REVOKED",
            "FORBIDDEN",
            "KEY_OUT_OF_SCOPE",
            "NOT_FOUND");
    var detail = answer.code().isEmpty() ? "" : answer.json().path("detail").asText();
    return !ofTheDoor.contains(answer.code())
        || detail.startsWith("There is no such key")
        || detail.startsWith("There is no such member")
        || detail.startsWith("There is no such account")
        || detail.startsWith("There is no such identity")
        || detail.startsWith("There is no such open invitation");
  }

  static String target(Route route) {
    return route
        .path()
        .replace("{workspace}", "default")
        .replace("{id}", UUID.randomUUID().toString())
        .replace("{user}", "nobody-yet")
        .replace("{issuer}", "company")
        .replace("{hook}", "orders")
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
