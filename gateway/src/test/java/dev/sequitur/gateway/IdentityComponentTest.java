package dev.sequitur.gateway;

import static dev.sequitur.gateway.TestIssuer.COMPANY;
import static dev.sequitur.gateway.TestIssuer.PARTNER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
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
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Several issuers at once, and identities that people link with the accounts that they have. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class IdentityComponentTest {

  private static final String PASSWORD = "correct horse battery";
  private static final String PROOF = "{\"password\":\"" + PASSWORD + "\"}";
  private static final String OWN = "/api/v1/account/identities/";

  @Test
  void oneSubjectOrAddressAtTwoIssuersIsTwoPeople() {
    var subject = subject();
    var claims =
        Map.of(
            "email",
            "ann@shop.example",
            "email_verified",
            true,
            "preferred_username",
            "ann-" + subject.substring(0, 8),
            "groups",
            List.of("shop-ops"),
            "teams",
            List.of("leads"));
    var there = me(IssuerBrowser.session(IssuerBrowser.signingIn(COMPANY).as(subject, claims)));
    var elsewhere = me(IssuerBrowser.session(IssuerBrowser.signingIn(PARTNER).as(subject, claims)));
    assertThat(user(elsewhere)).isNotEqualTo(user(there)).startsWith(user(there) + "-");
    assertThat(role(there)).isEqualTo("operator");
    assertThat(role(elsewhere)).isEqualTo("editor");
  }

  @Test
  void anAccountThatHasLinkedAnIdentitySignsInWithIt() {
    var local = account("viewer");
    var subject = subject();
    var linked =
        IssuerBrowser.linking(signedIn(local.name()), COMPANY, PROOF).as(subject, Map.of());
    assertThat(linked.status()).as(linked.body()).isEqualTo(200);
    assertThat(linked.body()).contains("Linked.", "url=/");
    assertThat(linked.response().headers().allValues("Set-Cookie"))
        .singleElement()
        .asString()
        .startsWith("__Host-sequitur-oidc=; Max-Age=0");
    assertThat(user(me(IssuerBrowser.session(COMPANY, subject)))).isEqualTo(local.name());
    var listed = local.session().get("/api/v1/account/identities").json().at("/items/0");
    assertThat(listed.path("issuer").asText()).isEqualTo(COMPANY);
    assertThat(listed.path("subject").asText()).isEqualTo(subject);
    assertThat(listed.path("linked").asBoolean()).isTrue();
    // The password was there before the issuer was, and stays.
    assertThat(signIn(local.name()).status()).isEqualTo(201);
  }

  @Test
  void issuersGiveRolesTogetherAndTakeOnlyTheirOwn() {
    var subject = subject();
    var session = IssuerBrowser.session(COMPANY, subject, "shop-ops");
    var other = subject();
    var teams = Map.of("teams", List.of("leads"));
    assertThat(IssuerBrowser.linking(session, PARTNER).as(other, teams).status()).isEqualTo(200);
    assertThat(role(me(session))).isEqualTo("editor");
    assertThat(role(me(IssuerBrowser.session(COMPANY, subject, "shop-ops")))).isEqualTo("editor");
    assertThat(role(me(IssuerBrowser.session(PARTNER, other, "ops")))).isEqualTo("operator");
    assertThat(role(me(IssuerBrowser.session(PARTNER, other, "leads")))).isEqualTo("editor");
    assertThat(session.send("DELETE", OWN + PARTNER).status()).isEqualTo(204);
    assertThat(role(me(session))).isEqualTo("operator");
  }

  @Test
  void anIdentityOfSomebodyElseIsNotTakenFromThem() {
    var subject = subject();
    var owner = user(me(IssuerBrowser.session(COMPANY, subject, "shop-ops")));
    var local = account("viewer");
    var refused = IssuerBrowser.linking(local.session(), COMPANY, PROOF).as(subject, Map.of());
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("IDENTITY_TAKEN");
    assertThat(refused.body()).doesNotContain(owner);
    assertThat(user(me(IssuerBrowser.session(COMPANY, subject, "shop-ops")))).isEqualTo(owner);

    // Who runs the installation sets it free.
    var of = "/api/v1/accounts/" + owner + "/identities/" + COMPANY;
    assertThat(People.admin().send("DELETE", of).status()).isEqualTo(204);
    assertThat(People.admin().send("DELETE", of).status()).isEqualTo(404);
    var again = IssuerBrowser.linking(local.session(), COMPANY, PROOF).as(subject, Map.of());
    assertThat(again.status()).as(again.body()).isEqualTo(200);
  }

  @Test
  void anAccountHasOneIdentityAtAnIssuer() {
    var local = account("viewer");
    var browser = IssuerBrowser.linking(local.session(), COMPANY, PROOF);
    assertThat(browser.as(subject(), Map.of()).status()).isEqualTo(200);
    var second = local.session().send("POST", OWN + COMPANY, PROOF);
    assertThat(second.code()).isEqualTo("CONFLICT");
    // Two at once: the one that comes later is refused.
    var other = account("viewer");
    var first = IssuerBrowser.linking(other.session(), PARTNER, PROOF);
    var late = IssuerBrowser.linking(People.session(other.name()), PARTNER, PROOF);
    assertThat(first.as(subject(), Map.of()).status()).isEqualTo(200);
    assertThat(late.as(subject(), Map.of()).code()).isEqualTo("CONFLICT");
  }

  @Test
  void aWayBackIsGoodOnceAndInItsOwnBrowserAndSessionAlone() {
    var local = account("viewer");
    var subject = subject();
    var void1 = IssuerBrowser.linking(local.session(), COMPANY, PROOF);
    var browser = IssuerBrowser.linking(local.session(), COMPANY, PROOF);
    assertRefused(void1.as(subject, Map.of()));
    // Another browser has no cookie, or one of its own.
    var back = browser.issuer().signIn(browser.request(), subject, Map.of());
    var target = back.getRawPath() + "?" + back.getRawQuery();
    assertRefused(Client.ANONYMOUS.get(target));
    assertRefused(IssuerBrowser.signingIn(COMPANY).comeBack(back));
    // It is too late, or the way of another issuer.
    var old = browser.cookie().replaceFirst("=\\d+", "=1000000000");
    assertRefused(new IssuerBrowser(browser.issuer(), old, browser.request()).comeBack(back));
    var turned = java.net.URI.create(back.toString().replace("/company/", "/partner/"));
    assertRefused(browser.comeBack(turned));
    // A cookie that says of itself to be for linking has nobody who has asked for it.
    var forged = IssuerBrowser.signingIn(COMPANY);
    var cookie = forged.cookie().replace(".sign-in.", ".link.");
    assertRefused(new IssuerBrowser(forged.issuer(), cookie, forged.request()).comeBack(back));
    // The session that has asked has ended meanwhile.
    assertThat(local.session().send("DELETE", "/api/v1/sessions/current").status()).isEqualTo(204);
    assertRefused(browser.comeBack(back));
    assertThat(identities(People.session(local.name()))).isEmpty();
  }

  @Test
  void aSecondAnswerToOneLinkIsRefused() {
    var browser = IssuerBrowser.linking(account("viewer").session(), COMPANY, PROOF);
    var subject = subject();
    assertThat(browser.as(subject, Map.of()).status()).isEqualTo(200);
    assertRefused(browser.as(subject, Map.of()));
  }

  @Test
  void linkingNeedsThePasswordOfWhoHasOneAndASession() {
    var local = account("viewer").name();
    var session = signedIn(local);
    for (var proof : List.of("{}", "{\"password\":\"another one, wrong\"}")) {
      var refused = session.send("POST", OWN + COMPANY, proof);
      assertThat(refused.code()).as(proof).isEqualTo("SIGN_IN_FAILED");
      assertThat(refused.header("Set-Cookie")).isNull();
    }
    var key = Client.withKey(People.key("owner"));
    assertThat(key.send("POST", OWN + COMPANY, "{}").code()).isEqualTo("SESSION_REQUIRED");
    assertThat(session.send("POST", OWN + "nobody", PROOF).code()).isEqualTo("NO_ISSUER");
    assertThat(Client.ANONYMOUS.get("/sign-in/oidc/nobody").code()).isEqualTo("NO_ISSUER");
    var unknown = session.send("POST", OWN + COMPANY, "{\"pasword\":\"x\"}");
    assertThat(unknown.status()).isEqualTo(400);
    var byForm = People.browser().send("POST", OWN + COMPANY, "{}");
    assertThat(byForm.code()).isEqualTo("CSRF_HEADER_MISSING");
  }

  @Test
  void whoUnlinksCannotComeInThatWayAndKeepsAnother() {
    var local = account("viewer");
    var subject = subject();
    assertThat(
            IssuerBrowser.linking(local.session(), COMPANY, PROOF).as(subject, Map.of()).status())
        .isEqualTo(200);
    var there = IssuerBrowser.session(COMPANY, subject);
    assertThat(local.session().send("DELETE", OWN + COMPANY).status()).isEqualTo(204);
    assertThat(local.session().send("DELETE", OWN + COMPANY).status()).isEqualTo(404);
    assertThat(there.get("/api/v1/whoami").status()).isEqualTo(401);
    assertThat(me(local.session()).path("principal").asText()).isEqualTo(local.name());
    var stranger = IssuerBrowser.signingIn(COMPANY).as(subject, Map.of());
    assertThat(stranger.code()).isEqualTo("NO_ROLE");
  }

  @Test
  void theIdentityThatAnAccountWasMadeForAndTheOnlyWayInStay() {
    var made = IssuerBrowser.session(COMPANY, subject(), "shop-ops");
    assertThat(made.send("DELETE", OWN + COMPANY).code()).isEqualTo("CONFLICT");
    var withoutPassword = "nopw-" + UUID.randomUUID().toString().substring(0, 8);
    People.admin()
        .send(
            "PUT",
            "/api/v1/workspaces/default/members/" + withoutPassword,
            "{\"role\":\"viewer\"}");
    var session = People.session(withoutPassword);
    assertThat(IssuerBrowser.linking(session, PARTNER).as(subject(), Map.of()).status())
        .isEqualTo(200);
    assertThat(session.send("DELETE", OWN + PARTNER).code()).isEqualTo("CONFLICT");
  }

  @Test
  void aMachineIsItsIssuersOwn() {
    var partner = TestIssuer.running(PARTNER);
    TestIssuer.running(COMPANY);
    var token = partner.machineToken(claims -> claims.setStringListClaim("teams", List.of("ops")));
    var me = me(Client.withKey(token));
    assertThat(user(me)).isEqualTo("client:partner/importer");
    assertThat(role(me)).isEqualTo("viewer");
    // Signed by one, it does not become the other's by saying so.
    var pretended =
        partner.machineToken(claims -> claims.setIssuer(TestIssuer.running(COMPANY).url()));
    assertThat(Client.withKey(pretended).get("/api/v1/whoami").code()).isEqualTo("TOKEN_INVALID");
  }

  @Test
  void anIssuerThatIsAwayLeavesTheOthersAlone() {
    TestIssuer.running(PARTNER).stop();
    try {
      assertThat(role(me(IssuerBrowser.session(COMPANY, subject(), "shop-ops"))))
          .isEqualTo("operator");
    } finally {
      TestIssuer.running(PARTNER);
    }
  }

  @Test
  void linkingAndUnlinkingAreAudited() {
    var local = account("viewer");
    var subject = subject();
    IssuerBrowser.linking(local.session(), COMPANY, PROOF)
        .as(subject, Map.of("groups", List.of("shop-admins")));
    assertThat(local.session().send("DELETE", OWN + COMPANY).status()).isEqualTo(204);
    try (var probe = TopicProbe.ofTests()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertAudited(probe, local.name(), subject));
    }
  }

  private static void assertAudited(TopicProbe probe, String account, String subject) {
    var entries =
        probe.all(Topics.AUDIT, record -> isOfDefault(record.key())).stream()
            .map(record -> Wire.read(record.value(), AuditRecorded.class))
            .filter(entry -> entry.principal().equals(account))
            .toList();
    assertThat(entries)
        .filteredOn(entry -> entry.action().equals("identity:link"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(Objects.requireNonNull(entry.after()))
                    .containsEntry("subject", subject)
                    .containsEntry("by", "link"));
    assertThat(entries)
        .filteredOn(entry -> entry.action().equals("identity:unlink"))
        .singleElement()
        .satisfies(
            entry ->
                assertThat(Objects.requireNonNull(entry.before()))
                    .containsEntry("subject", subject));
  }

  /** Other tests put what is no entry at all onto the topic. */
  private static boolean isOfDefault(byte[] key) {
    return new String(key, StandardCharsets.UTF_8).equals("default");
  }

  private record Local(String name, Client session) {}

  /** Somebody with a password, who came in by a link: hashing is dear. */
  private static Local account(String role) {
    var name = "local-" + UUID.randomUUID().toString().substring(0, 8);
    var wanted = "{\"role\":\"%s\",\"password\":\"%s\"}".formatted(role, PASSWORD);
    var made = People.admin().send("PUT", "/api/v1/workspaces/default/members/" + name, wanted);
    assertThat(made.status()).as(made.body()).isLessThan(300);
    return new Local(name, People.session(name));
  }

  private static Client signedIn(String name) {
    return IssuerBrowser.withCookie(Objects.requireNonNull(signIn(name).header("Set-Cookie")));
  }

  private static Client.Answer signIn(String name) {
    var body = "{\"user\":\"%s\",\"password\":\"%s\"}".formatted(name, PASSWORD);
    return Client.ANONYMOUS.send("POST", "/api/v1/sessions", body);
  }

  private static void assertRefused(Client.Answer answer) {
    assertThat(answer.code()).as(answer.body()).isEqualTo("SIGN_IN_STATE_INVALID");
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  private static JsonNode me(Client session) {
    return session.get("/api/v1/whoami").json();
  }

  private static String user(JsonNode me) {
    return me.path("principal").asText();
  }

  private static String role(JsonNode me) {
    assertThat(me.path("workspaces")).hasSize(1);
    return me.at("/workspaces/0/role").asText();
  }

  private static List<JsonNode> identities(Client session) {
    return session.get("/api/v1/account/identities").json().findValues("subject");
  }

  private static String subject() {
    return UUID.randomUUID().toString();
  }
}
