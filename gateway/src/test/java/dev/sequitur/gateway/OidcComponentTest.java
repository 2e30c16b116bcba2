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
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.Test;

/** Sign-in at an issuer, over real HTTP, and all that must not come of it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class OidcComponentTest {

  private static final String START = "/sign-in/oidc/company";
  private static final Map<String, List<String>> OPS = Map.of("groups", List.of("shop-ops"));

  /** A browser on its way: what it was given, and where it was sent. */
  private record Begun(String cookie, URI issuer) {}

  @Test
  void whoTheIssuerSignsInHasASessionWithTheRolesOfTheirGroups() {
    var issuer = TestIssuer.running();
    var begun = begin("/rules?state=x");
    var asked = TestIssuer.query(begun.issuer().getRawQuery());
    assertThat(asked)
        .containsEntry("response_type", "code")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("state", "nonce", "code_challenge")
        .doesNotContainKey("client_secret");
    var back =
        comeBack(
            begun,
            issuer.signIn(
                begun.issuer(),
                subject(),
                Map.of(
                    "groups",
                    List.of("shop-ops"),
                    "preferred_username",
                    "Ann.Example@Shop.example")));
    assertThat(back.status()).as(back.body()).isEqualTo(200);
    assertThat(back.header("Cache-Control")).isEqualTo("no-store");
    assertThat(back.body()).contains("0; url=/rules?state=x").doesNotContain("<script", "eyJ");
    var cookies = back.response().headers().allValues("Set-Cookie");
    assertThat(cookies)
        .anySatisfy(
            cookie ->
                assertThat(cookie)
                    .startsWith("__Host-sequitur=")
                    .contains("; Secure", "; HttpOnly", "; SameSite=Strict"))
        .anySatisfy(cookie -> assertThat(cookie).startsWith("__Host-sequitur-oidc=; Max-Age=0"));
    var me = session(back).get("/api/v1/whoami").json();
    assertThat(me.path("principal").asText()).startsWith("ann-example-shop-example");
    assertThat(me.at("/workspaces/0/role").asText()).isEqualTo("operator");
    assertThat(me.path("kind").asText()).isEqualTo("account");
  }

  @Test
  void rolesFollowTheGroupsAtEachSignIn() {
    var subject = subject();
    assertThat(role(signIn(subject, OPS))).isEqualTo("operator");
    var admin = signIn(subject, Map.of("groups", List.of("shop-ops", "shop-admins", "others")));
    assertThat(role(admin)).isEqualTo("owner");
    var none = signIn(subject, Map.of("groups", List.of("others")));
    assertThat(none.code()).isEqualTo("NO_ROLE");
    assertThat(none.header("Set-Cookie")).isNull();
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> session(admin).get("/api/v1/workspaces/default/rules").status() == 404);
  }

  @Test
  void whatSomebodyHereHasGivenStaysWhenGroupsChange() {
    var subject = subject();
    var user = user(signIn(subject, OPS));
    var member = "/api/v1/workspaces/default/members/" + user;
    assertThat(People.admin().send("PUT", member, "{\"role\":\"editor\"}").status()).isEqualTo(200);
    assertThat(role(signIn(subject, OPS))).isEqualTo("editor");
    assertThat(role(signIn(subject, Map.of()))).isEqualTo("editor");
  }

  @Test
  void whoSignsInAtTheIssuerHasNoPasswordHere() {
    var session = session(signIn(subject(), OPS));
    var body = "{\"password\":\"correct horse battery\"}";
    assertThat(session.send("PUT", "/api/v1/account/password", body).code()).isEqualTo("CONFLICT");
  }

  @Test
  void groupsThatOnlyTheUserInfoTellsCountToo() {
    TestIssuer.running().sayGroupsInUserInfoOnly();
    assertThat(role(signInAt(subject(), OPS))).isEqualTo("operator");
  }

  @Test
  void aNameThatIsTakenBelongsToWhoHasIt() {
    var name = "bob-" + UUID.randomUUID().toString().substring(0, 8);
    var wanted = "{\"role\":\"owner\",\"password\":\"correct horse battery\"}";
    People.admin().send("PUT", "/api/v1/workspaces/default/members/" + name, wanted);
    var claims = Map.of("preferred_username", name, "email", name, "groups", List.of("shop-ops"));
    var first = signIn(subject(), claims);
    assertThat(user(first)).startsWith(name + "-");
    assertThat(role(first)).isEqualTo("operator");
    var other = signIn(subject(), claims);
    assertThat(user(other)).startsWith(name + "-").isNotEqualTo(user(first));
    var admin = Map.of("preferred_username", "admin", "groups", List.of("shop-ops"));
    assertThat(user(signIn(subject(), admin))).startsWith("admin-");
  }

  @Test
  void anAnswerWithAnotherStateOrWithoutTheBrowsersCookieSignsNobodyIn() {
    var issuer = TestIssuer.running();
    var begun = begin("/");
    var back = issuer.signIn(begun.issuer(), subject(), OPS);
    var other = begin("/");
    assertRefused(comeBack(other, back), "SIGN_IN_STATE_INVALID");
    assertRefused(Client.ANONYMOUS.get(target(back)), "SIGN_IN_STATE_INVALID");
    var changed = URI.create(back.toString().replaceAll("state=...", "state=xxx"));
    assertRefused(comeBack(begun, changed), "SIGN_IN_STATE_INVALID");
    var later = begun.cookie().replaceFirst("=\\d+", "=1000000000");
    assertRefused(comeBack(new Begun(later, begun.issuer()), back), "SIGN_IN_STATE_INVALID");
  }

  @Test
  void aCodeOrAnAnswerThatComesAgainSignsNobodyIn() {
    var issuer = TestIssuer.running();
    var begun = begin("/");
    var back = issuer.signIn(begun.issuer(), subject(), OPS);
    assertThat(comeBack(begun, back).status()).isEqualTo(200);
    assertRefused(comeBack(begun, back), "ISSUER_REFUSED");
    // Even if the issuer gave a second code for it.
    var again = issuer.signIn(begun.issuer(), subject(), OPS);
    assertRefused(comeBack(begun, again), "SIGN_IN_STATE_INVALID");
    // A code that was given for another browser's sign-in does not fit this one's verifier.
    var mine = begin("/");
    var stolen = TestIssuer.query(issuer.signIn(begin("/").issuer(), subject(), OPS).getRawQuery());
    var state = TestIssuer.query(mine.issuer().getRawQuery()).get("state");
    var injected =
        URI.create(issuer.redirect() + "?code=" + stolen.get("code") + "&state=" + state);
    assertRefused(comeBack(mine, injected), "ISSUER_REFUSED");
  }

  @Test
  void aTokenThatDoesNotHoldSignsNobodyIn() {
    refused(claims -> claims.setClaim("nonce", "another"));
    refused(claims -> claims.unsetClaim("nonce"));
    refused(claims -> claims.setAudience("somebody-else"));
    refused(claims -> claims.setIssuer("https://issuer.example"));
    refused(claims -> claims.setExpirationTime(TestIssuer.ago(3600)));
    refused(claims -> claims.unsetClaim("exp"));
    refused(claims -> claims.unsetClaim("sub"));
    refused(
        claims -> {
          claims.setAudience(TestIssuer.CLIENT, "somebody-else");
          claims.setClaim("azp", "somebody-else");
        });
    refused(claims -> claims.setAudience(TestIssuer.CLIENT, "somebody-else"));
    var issuer = TestIssuer.running();
    issuer.leaveUnsigned();
    assertRefused(signInAt(subject(), OPS), "ISSUER_ANSWER_INVALID");
  }

  @Test
  void aKeyThatTheIssuerHasChangedIsFoundOut() {
    assertThat(role(signIn(subject(), OPS))).isEqualTo("operator");
    TestIssuer.running().rotate();
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> assertThat(signIn(subject(), OPS).status()).isEqualTo(200));
  }

  @Test
  void anIssuerThatIsAwayTakesNothingElseWithIt() {
    var issuer = TestIssuer.running();
    var begun = begin("/");
    var back = issuer.signIn(begun.issuer(), subject(), OPS);
    issuer.stop();
    try {
      var answer = comeBack(begun, back);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("ISSUER_UNAVAILABLE");
      assertThat(answer.header("Retry-After")).isEqualTo("1");
      assertThat(Client.ANONYMOUS.get("/q/health/ready").status()).isEqualTo(200);
      assertThat(People.admin().get("/api/v1/whoami").status()).isEqualTo(200);
    } finally {
      TestIssuer.running();
    }
    assertThat(comeBack(begun, back).status()).isEqualTo(200);
  }

  @Test
  void nobodyIsSentToAnotherSite() {
    TestIssuer.running();
    for (var target :
        List.of(
            "//evil.example",
            "https://evil.example/",
            "/\\evil.example",
            "\\\\evil.example",
            "javascript:alert(1)",
            "/x\r\nSet-Cookie: a=b",
            "/\"><script>",
            "/\t/evil.example",
            "evil.example")) {
      var encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
      var answer = Client.ANONYMOUS.get(START + "?to=" + encoded);
      assertThat(answer.status()).as(target).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("INVALID_PARAMETER");
      assertThat(answer.header("Set-Cookie")).isNull();
    }
  }

  @Test
  void whoseAccountIsDisabledStaysOut() throws SQLException {
    var subject = subject();
    var user = user(signIn(subject, OPS));
    AccessComponentTest.disable(user);
    assertRefused(signIn(subject, OPS), "ACCOUNT_DISABLED");
  }

  @Test
  void aBrowserIsShownAPageWithTheCodeAndNoMarkupOfOthers() {
    TestIssuer.running();
    var begun = begin("/");
    var state = TestIssuer.query(begun.issuer().getRawQuery()).get("state");
    var error = URLEncoder.encode("<b>access_denied</b>", StandardCharsets.UTF_8);
    var target = START + "/callback?state=" + state + "&error=" + error;
    var page =
        Client.ANONYMOUS.with("Cookie", begun.cookie()).with("Accept", "text/html").get(target);
    assertThat(page.status()).isEqualTo(401);
    assertThat(page.header("Content-Type")).startsWith("text/html");
    assertThat(page.body()).contains("<code>ISSUER_REFUSED</code>").doesNotContain("<b>");
    var denied = target.replaceFirst("error=.*", "error=access_denied");
    assertThat(Client.ANONYMOUS.with("Cookie", begun.cookie()).get(denied).body())
        .contains("access_denied");
  }

  @Test
  void whoSignsOutIsToldWhereToSignOutAtTheIssuer() {
    var session = session(signIn(subject(), OPS));
    var answer = session.send("DELETE", "/api/v1/sessions/current");
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().path("signOutAt").asText())
        .contains("/logout?", "client_id=sequitur", "post_logout_redirect_uri=")
        .doesNotContain("id_token_hint");
    assertThat(session.get("/api/v1/whoami").status()).isEqualTo(401);
  }

  @Test
  void everyoneCanAskHowToSignIn() {
    var ways = Client.ANONYMOUS.get("/api/v1/sign-in-methods").json();
    assertThat(ways.path("password").asBoolean()).isTrue();
    assertThat(ways.path("issuers").findValuesAsText("name")).containsExactly("company", "partner");
    assertThat(ways.path("issuers").findValuesAsText("label"))
        .containsExactly("Company", "partner");
    assertThat(ways.at("/issuers/0/address").asText()).isEqualTo(START);
  }

  @Test
  void signInLinkAndRefusalAreAudited() {
    var subject = subject();
    var user = user(signIn(subject, OPS));
    signIn(subject, Map.of("groups", List.of()));
    try (var probe = TopicProbe.ofTests()) {
      await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(
              () -> {
                var actions =
                    probe
                        .all(
                            Topics.AUDIT,
                            record ->
                                new String(record.key(), StandardCharsets.UTF_8).equals("default"))
                        .stream()
                        .map(record -> Wire.read(record.value(), AuditRecorded.class))
                        .filter(entry -> entry.principal().equals(user))
                        .map(AuditRecorded::action)
                        .toList();
                assertThat(actions)
                    .containsOnlyOnce("identity:link")
                    .containsOnlyOnce("session:open")
                    .contains("member:put", "member:remove", "access:deny");
              });
    }
  }

  @Test
  void aMachineWithATokenOfTheIssuerHasTheRolesOfItsGroups() {
    var issuer = TestIssuer.running();
    var machine = Client.withKey(issuer.machineToken(_ -> {}));
    var me = machine.get("/api/v1/whoami").json();
    assertThat(me.path("principal").asText()).isEqualTo("client:company/importer");
    assertThat(me.path("kind").asText()).isEqualTo("client");
    assertThat(me.at("/workspaces/0/role").asText()).isEqualTo("operator");
    assertThat(machine.get("/api/v1/workspaces/default/api-keys").code()).isEqualTo("FORBIDDEN");
  }

  @Test
  void aMachinesTokenThatDoesNotHoldIsRefused() {
    var issuer = TestIssuer.running();
    var sound = issuer.machineToken(_ -> {});
    var bad =
        List.of(
            issuer.machineToken(claims -> claims.setAudience(TestIssuer.CLIENT)),
            issuer.machineToken(claims -> claims.setAudience("somebody-else")),
            issuer.machineToken(claims -> claims.unsetClaim("aud")),
            issuer.machineToken(claims -> claims.setIssuer("https://issuer.example")),
            issuer.machineToken(claims -> claims.setExpirationTime(TestIssuer.ago(3600))),
            issuer.machineToken(claims -> claims.unsetClaim("exp")),
            issuer.signedByAnother(claimsOf(sound)),
            sound.substring(0, sound.lastIndexOf('.') + 1),
            "eyJhbGciOiJub25lIn0." + sound.split("\\.")[1] + ".",
            sound.substring(0, sound.length() - 4) + "AAAA",
            "eyJ" + "a".repeat(9_000));
    for (var token : bad) {
      var answer = Client.withKey(token).get("/api/v1/whoami");
      assertThat(answer.status()).as(token).isEqualTo(401);
      assertThat(answer.code()).as(token).isEqualTo("TOKEN_INVALID");
    }
  }

  @Test
  void aPersonsTokenIsNoMachines() {
    var subject = subject();
    assertThat(signIn(subject, OPS).status()).isEqualTo(200);
    var token = TestIssuer.running().machineToken(claims -> claims.setSubject(subject));
    assertThat(Client.withKey(token).get("/api/v1/whoami").code()).isEqualTo("TOKEN_INVALID");
  }

  private static JwtClaims claimsOf(String token) {
    try {
      var payload = java.util.Base64.getUrlDecoder().decode(token.split("\\.")[1]);
      return JwtClaims.parse(new String(payload, StandardCharsets.UTF_8));
    } catch (org.jose4j.jwt.consumer.InvalidJwtException e) {
      throw new AssertionError(e);
    }
  }

  private static void refused(java.util.function.Consumer<JwtClaims> twist) {
    TestIssuer.running().twist(twist);
    assertRefused(signInAt(subject(), OPS), "ISSUER_ANSWER_INVALID");
  }

  private static void assertRefused(Client.Answer answer, String code) {
    assertThat(answer.code()).as(answer.body()).isEqualTo(code);
    assertThat(answer.header("Set-Cookie")).isNull();
  }

  private static Client.Answer signIn(String subject, Map<String, ?> claims) {
    TestIssuer.running();
    return signInAt(subject, claims);
  }

  /** At the issuer as it is now. */
  private static Client.Answer signInAt(String subject, Map<String, ?> claims) {
    var begun = begin("/");
    return comeBack(begun, issuer().signIn(begun.issuer(), subject, claims));
  }

  private static TestIssuer issuer() {
    return TestIssuer.asItIs();
  }

  private static Begun begin(String to) {
    var answer =
        Client.ANONYMOUS.get(START + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8));
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    var cookie = Objects.requireNonNull(answer.header("Set-Cookie"));
    assertThat(cookie).contains("; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/");
    return new Begun(
        cookie.substring(0, cookie.indexOf(';')),
        URI.create(Objects.requireNonNull(answer.header("Location"))));
  }

  private static Client.Answer comeBack(Begun begun, URI back) {
    return Client.ANONYMOUS.with("Cookie", begun.cookie()).get(target(back));
  }

  private static String target(URI back) {
    return back.getRawPath() + "?" + back.getRawQuery();
  }

  private static Client session(Client.Answer signedIn) {
    assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
    var cookie =
        signedIn.response().headers().allValues("Set-Cookie").stream()
            .filter(one -> one.startsWith("__Host-sequitur="))
            .findFirst()
            .orElseThrow();
    return Client.ANONYMOUS
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-Requested-With", "sequitur");
  }

  private static String role(Client.Answer signedIn) {
    var me = session(signedIn).get("/api/v1/whoami").json();
    assertThat(me.path("workspaces")).hasSize(1);
    return me.at("/workspaces/0/role").asText();
  }

  private static String user(Client.Answer signedIn) {
    return session(signedIn).get("/api/v1/whoami").json().path("principal").asText();
  }

  private static String subject() {
    return UUID.randomUUID().toString();
  }
}
