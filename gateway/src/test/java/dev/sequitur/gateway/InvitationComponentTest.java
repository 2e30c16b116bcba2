package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Invitations, members, and accounts that are disabled. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class InvitationComponentTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String ACCEPT = "/api/v1/invitations/acceptance";

  private String workspace = "";

  /** Each test has a workspace of its own, whose only owner is the administrator. */
  @BeforeEach
  void makeWorkspace() {
    workspace = "inv-" + unique();
    var made = admin().send("POST", "/api/v1/workspaces", "{\"name\":\"" + workspace + "\"}");
    assertThat(made.status()).as(made.body()).isEqualTo(201);
  }

  @Test
  void whoeverBringsAnInvitationFirstIsAMemberAndSignedIn() {
    var token = invite("editor").path("token").asText();
    var user = "new-" + unique();
    var joined = accept(token, user);
    assertThat(joined.status()).as(joined.body()).isEqualTo(201);
    assertThat(joined.json().path("role").asText()).isEqualTo("editor");
    var newcomer = session(joined);
    var me = newcomer.get("/api/v1/whoami").json();
    assertThat(me.path("principal").asText()).isEqualTo(user);
    assertThat(me.at("/workspaces/0/workspace").asText()).isEqualTo(workspace);
    assertThat(me.path("workspaces")).hasSize(1);

    assertThat(accept(token, "other-" + unique()).code()).isEqualTo("INVITATION_INVALID");
    assertThat(signIn(user).status()).isEqualTo(201);
    var members = admin().get(at("/members")).json().path("items");
    assertThat(members)
        .anySatisfy(
            member -> {
              assertThat(member.path("user").asText()).isEqualTo(user);
              assertThat(member.path("source").asText()).isEqualTo("local");
              assertThat(member.path("signsInBy")).hasSize(1);
              assertThat(member.at("/signsInBy/0").asText()).isEqualTo("password");
              assertThat(member.path("disabled").asBoolean()).isFalse();
            });
    var listed = admin().get(at("/invitations"));
    assertThat(listed.json().at("/items/0/state").asText()).isEqualTo("accepted");
    assertThat(listed.json().at("/items/0/acceptedBy").asText()).isEqualTo(user);
    assertThat(listed.body()).doesNotContain(token.substring(token.length() - 43));
    awaitAudit("invitation:create", "invitation:accept");
  }

  @Test
  void ofTwentyWhoComeAtOnceOneIsIn() throws Exception {
    var token = invite("viewer").path("token").asText();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var answers =
          IntStream.range(0, 20)
              .mapToObj(
                  i ->
                      CompletableFuture.supplyAsync(
                          () -> accept(token, "race-" + unique()).status(), threads))
              .toList();
      var statuses = answers.stream().map(CompletableFuture::join).toList();
      // Nobody is told to come again: who hashes holds up nobody who has a connection.
      assertThat(statuses).containsOnlyOnce(201).contains(410).isSubsetOf(201, 410);
    }
    assertThat(admin().get(at("/members")).json().path("items")).hasSize(2);
  }

  @Test
  void somebodyWithAnAccountJoinsWithIt() {
    var user = "has-" + unique();
    var first = session(accept(invite("viewer").path("token").asText(), user));
    var home = workspace;
    makeWorkspace();
    var invitation = invite("operator");
    var body = "{\"token\":\"" + invitation.path("token").asText() + "\"}";
    var joined = first.send("POST", "/api/v1/account/invitations", body);
    assertThat(joined.status()).as(joined.body()).isEqualTo(200);
    assertThat(first.get("/api/v1/workspaces").json().path("items").findValuesAsText("name"))
        .containsExactlyInAnyOrder(home, workspace);
    assertThat(first.send("POST", "/api/v1/account/invitations", body).code())
        .isEqualTo("INVITATION_INVALID");

    // Who is a member keeps the role, and the invitation stays for somebody else.
    var again = invite("owner").path("token").asText();
    var refused =
        first.send("POST", "/api/v1/account/invitations", "{\"token\":\"" + again + "\"}");
    assertThat(refused.code()).isEqualTo("CONFLICT");
    assertThat(accept(again, "else-" + unique()).status()).isEqualTo(201);
    var key = Client.withKey(People.key("owner"));
    assertThat(key.send("POST", "/api/v1/account/invitations", body).code())
        .isEqualTo("SESSION_REQUIRED");
  }

  @Test
  void whatIsForgedRevokedOrOverLetsNobodyIn() throws SQLException {
    var revoked = invite("editor");
    var path = at("/invitations/" + revoked.path("id").asText());
    assertThat(admin().send("DELETE", path).status()).isEqualTo(204);
    assertThat(admin().send("DELETE", path).status()).isEqualTo(404);
    var over = invite("editor");
    expire(over.path("id").asText());
    var sound = invite("editor").path("token").asText();
    var elsewhere = sound.replace("sqi_" + workspace, "sqi_default");
    var bad =
        List.of(
            "",
            "sqi_x",
            sound + "x",
            sound.substring(0, sound.length() - 4) + "AAAA",
            elsewhere,
            over.path("token").asText(),
            revoked.path("token").asText());
    for (var token : bad) {
      var user = "bad-" + unique();
      var answer = accept(token, user);
      assertThat(answer.status()).as(token).isEqualTo(410);
      assertThat(answer.code()).isEqualTo("INVITATION_INVALID");
      assertThat(answer.header("Set-Cookie")).isNull();
      assertThat(signIn(user).code()).isEqualTo("SIGN_IN_FAILED");
    }
    assertThat(admin().get(at("/invitations")).json().path("items").findValuesAsText("state"))
        .containsExactlyInAnyOrder("revoked", "expired", "open");
    assertThat(accept(sound, "good-" + unique()).status()).isEqualTo(201);
  }

  @Test
  void aNameThatIsTakenIsNotTakenOver() {
    var token = invite("editor").path("token").asText();
    assertThat(accept(token, "admin").code()).isEqualTo("CONFLICT");
    assertThat(accept(token, "free-" + unique()).status()).isEqualTo(201);
  }

  @Test
  void anUnfitInvitationIsRefusedWithEveryReason() {
    var body =
        "{\"role\":\"emperor\",\"note\":\"%s\",\"lifetime\":\"P1Y\"}".formatted("x".repeat(300));
    var answer = admin().send("POST", at("/invitations"), body);
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.json().path("errors").findValuesAsText("pointer"))
        .containsExactly("/role", "/note", "/lifetime");
    var long31 =
        admin().send("POST", at("/invitations"), "{\"role\":\"editor\",\"lifetime\":\"P31D\"}");
    assertThat(long31.status()).isEqualTo(422);
    var unfit = "{\"token\":\"%s\",\"user\":\"Not A Name\",\"password\":\"x\"}".formatted("sqi_x");
    assertThat(Client.ANONYMOUS.send("POST", ACCEPT, unfit).status()).isEqualTo(422);
    var token = invite("editor").path("token").asText();
    var weak = "{\"token\":\"%s\",\"user\":\"weak\",\"password\":\"short\"}".formatted(token);
    assertThat(Client.ANONYMOUS.send("POST", ACCEPT, weak).json().at("/errors/0/code").asText())
        .isEqualTo("UNFIT_PASSWORD");
  }

  @Test
  void aKeyWithAScopeInvitesNobodyAboveItself() {
    var key = Client.withKey(People.scopedKey("owner", "member:manage"));
    var answer =
        key.send("POST", "/api/v1/workspaces/default/invitations", "{\"role\":\"viewer\"}");
    assertThat(answer.code()).isEqualTo("ROLE_ABOVE_OWN");
  }

  @Test
  void anotherWorkspacesInvitationsAreNotSeen() {
    var invitation = invite("editor");
    var owner = session(accept(invite("owner").path("token").asText(), "own-" + unique()));
    var theirs = workspace;
    makeWorkspace();
    assertThat(admin().get(at("/invitations")).json().path("items")).isEmpty();
    assertThat(owner.get(at("/invitations")).status()).isEqualTo(404);
    var path = at("/invitations/" + invitation.path("id").asText());
    assertThat(admin().send("DELETE", path).status()).isEqualTo(404);
    assertThat(owner.get("/api/v1/workspaces/" + theirs + "/invitations").status()).isEqualTo(200);
  }

  @Test
  void whoIsDisabledLosesSessionsAndKeysAtOnceAndComesBackWithoutThem() {
    var user = "leaves-" + unique();
    var owner = session(accept(invite("owner").path("token").asText(), user));
    var made = owner.send("POST", at("/api-keys"), "{\"name\":\"mine\",\"role\":\"viewer\"}");
    var key = Client.withKey(made.json().path("key").asText());
    FakeOwner.startAll();
    assertThat(key.get(at("/rules")).status()).isEqualTo(200);

    var answer = admin().send("PUT", "/api/v1/accounts/" + user + "/suspension");
    assertThat(answer.status()).as(answer.body()).isEqualTo(200);
    assertThat(answer.json().path("sessionsEnded").asInt()).isEqualTo(1);
    assertThat(answer.json().path("keysRevoked")).hasSize(1);
    // In this replica no later than with the answer.
    assertThat(owner.get("/api/v1/whoami").status()).isEqualTo(401);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(key.get(at("/rules")).code()).isEqualTo("KEY_REVOKED"));
    assertThat(signIn(user).code()).isEqualTo("SIGN_IN_FAILED");
    assertThat(admin().get(at("/members")).json().path("items"))
        .anyMatch(
            member ->
                member.path("user").asText().equals(user) && member.path("disabled").asBoolean());
    awaitAudit("api-key:revoke");

    assertThat(admin().send("DELETE", "/api/v1/accounts/" + user + "/suspension").status())
        .isEqualTo(204);
    assertThat(owner.get("/api/v1/whoami").status()).isEqualTo(401);
    assertThat(signIn(user).status()).isEqualTo(201);
    assertThat(key.get(at("/rules")).code()).isEqualTo("KEY_REVOKED");
  }

  @Test
  void keysCanBeLeftAsTheyAre() {
    var user = "keeps-" + unique();
    var owner = session(accept(invite("owner").path("token").asText(), user));
    var made = owner.send("POST", at("/api-keys"), "{\"name\":\"mine\",\"role\":\"viewer\"}");
    var path = "/api/v1/accounts/" + user + "/suspension";
    assertThat(admin().send("PUT", path + "?revokeKeys=no").code()).isEqualTo("INVALID_PARAMETER");
    var answer = admin().send("PUT", path + "?revokeKeys=false");
    assertThat(answer.json().path("keysRevoked")).isEmpty();
    var key = Client.withKey(made.json().path("key").asText());
    assertThat(key.get("/api/v1/whoami").status()).isEqualTo(200);
    // An owner who is disabled is none that a workspace can be left to.
    var admins = at("/members/admin");
    assertThat(admin().send("DELETE", admins).code()).isEqualTo("LAST_OWNER");
  }

  @Test
  void onlyWhoRunsTheInstallationDisablesAccountsAndNeverTheLastOfThem() {
    var user = "only-" + unique();
    var owner = session(accept(invite("owner").path("token").asText(), user));
    assertThat(owner.get("/api/v1/accounts").status()).isEqualTo(404);
    assertThat(owner.send("PUT", "/api/v1/accounts/admin/suspension").status()).isEqualTo(404);
    var editor = Client.withKey(People.key("editor"));
    assertThat(editor.send("PUT", "/api/v1/accounts/admin/suspension").code())
        .isEqualTo("FORBIDDEN");
    assertThat(admin().send("PUT", "/api/v1/accounts/nobody-here/suspension").status())
        .isEqualTo(404);
    assertThat(
            admin().get("/api/v1/accounts?limit=500").json().path("items").findValuesAsText("user"))
        .contains("admin", user);
  }

  private com.fasterxml.jackson.databind.JsonNode invite(String role) {
    var body = "{\"role\":\"%s\",\"note\":\"for a test\"}".formatted(role);
    var made = admin().send("POST", at("/invitations"), body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json();
  }

  private static Client.Answer accept(String token, String user) {
    var body =
        "{\"token\":\"%s\",\"user\":\"%s\",\"password\":\"%s\"}".formatted(token, user, PASSWORD);
    return Client.ANONYMOUS.send("POST", ACCEPT, body);
  }

  private static Client.Answer signIn(String user) {
    var body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(user, PASSWORD);
    return Client.ANONYMOUS.send("POST", "/api/v1/sessions", body);
  }

  private static Client session(Client.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    var cookie = Objects.requireNonNull(answer.header("Set-Cookie"));
    return Client.ANONYMOUS
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-Requested-With", "sequitur");
  }

  private void awaitAudit(String... actions) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () ->
                assertThat(
                        admin()
                            .get(at("/audit?limit=500"))
                            .json()
                            .path("items")
                            .findValuesAsText("action"))
                    .contains(actions));
  }

  private static void expire(String id) throws SQLException {
    try (var connection = Infrastructure.postgres().superuser().connect();
        var update =
            connection.prepareStatement(
                "UPDATE gateway.invitations SET expires_at = now() WHERE id = ?")) {
      update.setString(1, id);
      assertThat(update.executeUpdate()).isEqualTo(1);
    }
  }

  private static Client admin() {
    return People.admin();
  }

  private String at(String path) {
    return "/api/v1/workspaces/" + workspace + path;
  }

  private static String unique() {
    return UUID.randomUUID().toString().substring(0, 8);
  }
}
