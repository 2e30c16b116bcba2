package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** People: links, sessions, passwords, members. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class SignInComponentTest {

  private static final String KEYS = "/api/v1/workspaces/default/api-keys";
  private static final String WORKSPACES = "/api/v1/workspaces";
  private static final String VIEWER = "{\"name\":\"%s\",\"role\":\"viewer\"}";

  @Test
  void aLinkSignsInOnceAndTheCookieIsSafe() {
    var link = "/sign-in?link=" + People.link();
    var first = Client.ANONYMOUS.get(link);
    assertThat(first.status()).isEqualTo(303);
    assertThat(first.header("Location")).endsWith("/").doesNotContain("link");
    assertThat(first.header("Set-Cookie"))
        .startsWith("__Host-sequitur=")
        .contains("; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict")
        .doesNotContain("Domain");
    var second = Client.ANONYMOUS.get(link);
    assertThat(second.status()).isEqualTo(410);
    assertThat(second.code()).isEqualTo("LINK_USED");
    assertThat(second.header("Set-Cookie")).isNull();
  }

  @Test
  void aForgedExpiredOrUnsignedLinkSignsNobodyIn() {
    var soon = People.now().plus(Duration.ofMinutes(10));
    var other = "another-key-of-thirty-two-bytes!".getBytes();
    var none = "{\"alg\":\"none\"}";
    var forged =
        List.of(
            "",
            "x.y.z",
            People.link(other, UUID.randomUUID().toString(), soon),
            People.link(Keys.SIGN_IN_KEY, "a", People.now().minusSeconds(1)),
            People.link(Keys.SIGN_IN_KEY, "b", People.now().plus(Duration.ofDays(1))),
            People.link(Keys.SIGN_IN_KEY, none, "c", soon),
            People.link(Keys.SIGN_IN_KEY, none, "d", soon).replaceAll("[^.]+$", ""),
            People.link() + "x");
    for (var link : forged) {
      var answer = Client.ANONYMOUS.get("/sign-in?link=" + link);
      assertThat(answer.status()).as(link).isEqualTo(401);
      assertThat(answer.code()).isEqualTo("LINK_INVALID");
      assertThat(answer.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void aChangeFromABrowserNeedsTheHeaderOfOurOwnPage() {
    var body = VIEWER.formatted("csrf-" + UUID.randomUUID());
    var refused = People.browser().send("POST", KEYS, body);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("CSRF_HEADER_MISSING");
    assertThat(People.browser().get(KEYS).status()).isEqualTo(200);
    assertThat(People.admin().send("POST", KEYS, body).status()).isEqualTo(201);
  }

  @Test
  void whoSignsOutIsOut() {
    var admin = People.admin();
    assertThat(admin.get("/api/v1/whoami").json().path("principal").asText()).isEqualTo("admin");
    assertThat(admin.send("DELETE", "/api/v1/sessions/current").status()).isEqualTo(204);
    assertThat(admin.get("/api/v1/whoami").status()).isEqualTo(401);
  }

  @Test
  void aMemberSignsInByPasswordAndGuessingIsSlow() {
    var user = "ann-" + UUID.randomUUID().toString().substring(0, 8);
    var members = "/api/v1/workspaces/default/members/";
    var wanted = "{\"role\":\"operator\",\"password\":\"correct horse battery\"}";
    assertThat(People.admin().send("PUT", members + user, wanted).status()).isEqualTo(200);

    var signedIn = signIn(user, "correct horse battery");
    assertThat(signedIn.status()).isEqualTo(201);
    var cookie = String.valueOf(signedIn.header("Set-Cookie")).split(";")[0];
    var ann = Client.ANONYMOUS.with("Cookie", cookie).with("X-Requested-With", "sequitur");
    assertThat(ann.get("/api/v1/whoami").json().at("/workspaces/0/role").asText())
        .isEqualTo("operator");
    assertThat(ann.get(KEYS).status()).isEqualTo(403);

    var change = "{\"current\":\"wrong\",\"password\":\"another long password\"}";
    assertThat(ann.send("PUT", "/api/v1/account/password", change).code())
        .isEqualTo("SIGN_IN_FAILED");
    assertThat(signIn(user, "wrong").code()).isEqualTo("SIGN_IN_FAILED");
    await().until(() -> signIn(user, "wrong").status() == 429);
    assertThat(signIn("nobody-here", "wrong").code()).isEqualTo("SIGN_IN_FAILED");

    assertThat(People.admin().send("DELETE", members + user).status()).isEqualTo(204);
    assertThat(ann.get("/api/v1/workspaces/default/runs").status()).isEqualTo(404);
  }

  @Test
  void anAccountWithoutAPasswordCannotSignInByOne() {
    assertThat(signIn("admin", "").status()).isEqualTo(401);
    assertThat(signIn("admin", "nobody has this password").status()).isEqualTo(401);
  }

  @Test
  void aWorkspaceKeepsAnOwner() {
    var admin = People.admin();
    var name = "keeps-" + UUID.randomUUID().toString().substring(0, 8);
    admin.send("POST", WORKSPACES, "{\"name\":\"%s\"}".formatted(name));
    var member = "/api/v1/workspaces/" + name + "/members/admin";
    assertThat(admin.send("DELETE", member).code()).isEqualTo("LAST_OWNER");
    assertThat(admin.send("PUT", member, "{\"role\":\"viewer\"}").code()).isEqualTo("LAST_OWNER");
  }

  @Test
  void aKeyIsShownOnceAndStoredAsAHash() throws Exception {
    var name = "once-" + UUID.randomUUID();
    var made = People.admin().send("POST", KEYS, VIEWER.formatted(name));
    var key = made.json().path("key").asText();
    var secret = key.substring(key.indexOf('_', 4) + 1);
    assertThat(Client.withKey(key).get("/api/v1/whoami").status()).isEqualTo(200);
    assertThat(People.admin().get(KEYS + "?limit=500").body())
        .contains(name)
        .doesNotContain(secret);
    assertThat(People.admin().send("POST", KEYS, VIEWER.formatted(name)).code())
        .isEqualTo("KEY_NAME_TAKEN");
    try (var connection = Infrastructure.database().path().connect();
        var rows =
            connection.createStatement().executeQuery("SELECT t::text FROM gateway.api_keys t")) {
      while (rows.next()) {
        assertThat(rows.getString(1)).doesNotContain(secret);
      }
    }
  }

  @Test
  void anUnfitKeyIsRefusedWithEveryReason() {
    var body =
        "{\"name\":\"Not a name\",\"role\":\"emperor\",\"expiresAt\":\"2020-01-01T00:00:00Z\"}";
    var answer = People.admin().send("POST", KEYS, body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/name", "/role", "/expiresAt");
    assertThat(People.admin().send("POST", KEYS, "{\"nam\":1}").status()).isEqualTo(400);
    assertThat(People.admin().send("POST", KEYS, "[").status()).isEqualTo(400);
  }

  @Test
  void signInsAndDenialsAreAudited() {
    var viewer = Client.withKey(People.key("viewer"));
    assertThat(viewer.get(KEYS).status()).isEqualTo(403);
    try (var probe = TopicProbe.ofTests()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () ->
                  assertThat(probe.all(Topics.AUDIT, SignInComponentTest::isOfDefault))
                      .map(record -> Wire.read(record.value(), AuditRecorded.class))
                      .anyMatch(entry -> entry.action().equals("session:open"))
                      .anyMatch(entry -> entry.action().equals("api-key:create"))
                      .anyMatch(
                          entry ->
                              entry.action().equals("access:deny")
                                  && entry.principal().startsWith("key:viewer-")
                                  && entry.resource().equals("GET " + KEYS)));
    }
  }

  @Test
  void anAdministratorMakesAWorkspaceAndOwnsIt() {
    var name = "shop-" + UUID.randomUUID().toString().substring(0, 8);
    var body = "{\"name\":\"%s\"}".formatted(name);
    var admin = People.admin();
    assertThat(admin.get("/api/v1/workspaces/" + name + "/members").status()).isEqualTo(404);
    var made = admin.send("POST", WORKSPACES, body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    assertThat(admin.get(WORKSPACES).json().path("items").findValuesAsText("name"))
        .contains("default", name);
    assertThat(
            admin
                .get("/api/v1/workspaces/" + name + "/members")
                .json()
                .at("/items/0/role")
                .asText())
        .isEqualTo("owner");
    assertThat(admin.send("POST", WORKSPACES, body).code()).isEqualTo("CONFLICT");
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                admin
                    .get("/api/v1/workspaces/" + name + "/audit")
                    .body()
                    .contains("workspace:create"));
  }

  @Test
  void nobodyElseMakesAWorkspace() {
    var body = "{\"name\":\"not-made\"}";
    var key = Client.withKey(People.key("owner"));
    assertThat(key.send("POST", WORKSPACES, body).code()).isEqualTo("SESSION_REQUIRED");
    var user = "cat-" + UUID.randomUUID().toString().substring(0, 8);
    var wanted = "{\"role\":\"editor\",\"password\":\"correct horse battery\"}";
    People.admin().send("PUT", "/api/v1/workspaces/default/members/" + user, wanted);
    var cookie =
        String.valueOf(signIn(user, "correct horse battery").header("Set-Cookie")).split(";")[0];
    var editor = Client.ANONYMOUS.with("Cookie", cookie).with("X-Requested-With", "sequitur");
    assertThat(editor.send("POST", WORKSPACES, body).code()).isEqualTo("FORBIDDEN");
    assertThat(editor.get(WORKSPACES).json().path("items")).hasSize(1);
    for (var bad : List.of("{}", "{\"name\":\"Not a name\"}", "{\"name\":\"\"}")) {
      assertThat(People.admin().send("POST", WORKSPACES, bad).status()).as(bad).isEqualTo(422);
    }
  }

  /** Other workspaces' records are other tests' business, and one of them writes poison. */
  private static boolean isOfDefault(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), StandardCharsets.UTF_8).equals("default");
  }

  private static Client.Answer signIn(String user, String password) {
    var body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, password);
    return Client.ANONYMOUS.send("POST", "/api/v1/sessions", body);
  }
}
