package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A browser on its way to one issuer and back. */
record IssuerBrowser(TestIssuer issuer, String cookie, URI request) {

  /** Sent off to sign in. */
  static IssuerBrowser signingIn(String name) {
    var issuer = TestIssuer.running(name);
    var answer = Client.ANONYMOUS.get("/sign-in/oidc/" + name);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return new IssuerBrowser(
        issuer, flow(answer), URI.create(Objects.requireNonNull(answer.header("Location"))));
  }

  /** Sent off by somebody who is signed in, to link what is there. */
  static IssuerBrowser linking(Client session, String name, String proof) {
    var issuer = TestIssuer.running(name);
    var answer = session.send("POST", "/api/v1/account/identities/" + name, proof);
    assertThat(answer.status()).as(answer.body()).isEqualTo(201);
    return new IssuerBrowser(
        issuer, flow(answer), URI.create(answer.json().path("address").asText()));
  }

  static IssuerBrowser linking(Client session, String name) {
    return linking(session, name, "{}");
  }

  /** Proves to be somebody there, and comes back. */
  Client.Answer as(String subject, Map<String, ?> claims) {
    return comeBack(issuer.signIn(request, subject, claims));
  }

  Client.Answer comeBack(URI back) {
    return Client.ANONYMOUS
        .with("Cookie", cookie)
        .get(back.getRawPath() + "?" + back.getRawQuery());
  }

  /** Signs in and gives the session. */
  static Client session(String name, String subject, String... groups) {
    var claim = name.equals(TestIssuer.PARTNER) ? "teams" : "groups";
    return session(signingIn(name).as(subject, Map.of(claim, List.of(groups))));
  }

  static Client session(Client.Answer signedIn) {
    assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
    return signedIn.response().headers().allValues("Set-Cookie").stream()
        .filter(one -> one.startsWith("__Host-sequitur="))
        .map(IssuerBrowser::withCookie)
        .findFirst()
        .orElseThrow();
  }

  /** A page of the gateway with that cookie. */
  static Client withCookie(String cookie) {
    return Client.ANONYMOUS
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-Requested-With", "sequitur");
  }

  private static String flow(Client.Answer answer) {
    var cookie = Objects.requireNonNull(answer.header("Set-Cookie"));
    assertThat(cookie).startsWith("__Host-sequitur-oidc=").contains("HttpOnly", "SameSite=Lax");
    return cookie.substring(0, cookie.indexOf(';'));
  }
}
