package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The whole way with a real Keycloak: its pages, its keys, its tokens. Not part of the ordinary
 * build; {@code src/test/keycloak/run} starts Keycloak and runs this.
 */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
@QuarkusTestResource(value = KeycloakSettings.class, restrictToAnnotatedClass = true)
@EnabledIfSystemProperty(named = KeycloakComponentTest.ISSUER, matches = "http.*")
class KeycloakComponentTest {

  static final String ISSUER = "sequitur.test.keycloak.issuer";

  private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

  /** Keycloak's cookies are Secure, which browsers send to loopback all the same; Java does not. */
  private final Map<String, String> cookies = new TreeMap<>();

  private final HttpClient browser =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  @Test
  void aPersonSignsInAtKeycloakAndHasTheRoleOfTheirGroup() throws Exception {
    var begun = Client.ANONYMOUS.get("/sign-in/oidc/company?to=/runs");
    assertThat(begun.status()).as(begun.body()).isEqualTo(303);
    var back = signIn(URI.create(Objects.requireNonNull(begun.header("Location"))), "ann");
    var signedIn = comeBack(begun, back);
    assertThat(signedIn.status()).as(signedIn.body()).isEqualTo(200);
    assertThat(signedIn.body()).contains("url=/runs").doesNotContain("eyJ");
    var session = session(signedIn);
    var me = session.get("/api/v1/whoami").json();
    assertThat(me.path("principal").asText()).isEqualTo("ann");
    assertThat(me.at("/workspaces/0/role").asText()).isEqualTo("operator");
    // Keycloak takes a code once.
    assertThat(comeBack(begun, back).code()).isEqualTo("ISSUER_REFUSED");

    var signedOut = session.send("DELETE", "/api/v1/sessions/current");
    var page = get(URI.create(signedOut.json().path("signOutAt").asText()));
    assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
    assertThat(page.body()).containsIgnoringCase("log").contains("out");
    assertThat(session.get("/api/v1/whoami").status()).isEqualTo(401);
  }

  @Test
  void whoseGroupsHaveNoRoleIsNotLetIn() throws Exception {
    var begun = Client.ANONYMOUS.get("/sign-in/oidc/company");
    var back = signIn(URI.create(Objects.requireNonNull(begun.header("Location"))), "bob");
    assertThat(comeBack(begun, back).code()).isEqualTo("NO_ROLE");
  }

  @Test
  void anAccountLinksWhoItIsAtKeycloakAndSignsInAsItselfAfterwards() throws Exception {
    var admin = People.admin();
    var begun = admin.send("POST", "/api/v1/account/identities/company", "{}");
    assertThat(begun.status()).as(begun.body()).isEqualTo(201);
    var back = signIn(URI.create(begun.json().path("address").asText()), "eve");
    var linked = comeBack(begun, back);
    assertThat(linked.status()).as(linked.body()).isEqualTo(200);

    cookies.clear();
    var later = Client.ANONYMOUS.get("/sign-in/oidc/company");
    var again = signIn(URI.create(Objects.requireNonNull(later.header("Location"))), "eve");
    var me = session(comeBack(later, again)).get("/api/v1/whoami").json();
    assertThat(me.path("principal").asText()).isEqualTo("admin");
    assertThat(admin.send("DELETE", "/api/v1/accounts/admin/identities/company").status())
        .isEqualTo(204);
  }

  @Test
  void aMachineBringsKeycloaksAccessToken() throws Exception {
    var credentials = "importer:only-for-this-test-too".getBytes(StandardCharsets.UTF_8);
    var request =
        HttpRequest.newBuilder(
                URI.create(System.getProperty(ISSUER) + "/protocol/openid-connect/token"))
            .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString("grant_type=client_credentials"))
            .build();
    var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    var token = new ObjectMapper().readTree(answer.body()).path("access_token").asText();
    var me = Client.withKey(token).get("/api/v1/whoami");
    assertThat(me.json().path("principal").asText())
        .as(me.body())
        .isEqualTo("client:company/importer");
    assertThat(me.json().at("/workspaces/0/role").asText()).isEqualTo("operator");
  }

  /** Fills in Keycloak's form, and stops where it sends the browser back. */
  private URI signIn(URI request, String user) throws IOException, InterruptedException {
    var page = get(request);
    var form = FORM.matcher(page.body());
    assertThat(form.find()).as("%s %s", page, page.headers().map()).isTrue();
    var post =
        request(URI.create(form.group(1).replace("&amp;", "&")))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    "username=" + user + "&password=only-for-this-test&credentialId="))
            .build();
    var answer = send(post);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(302);
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    return send(request(address).build());
  }

  private HttpRequest.Builder request(URI address) {
    var builder = HttpRequest.newBuilder(address);
    if (!cookies.isEmpty()) {
      builder.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(one -> one.getKey() + "=" + one.getValue())
              .collect(Collectors.joining("; ")));
    }
    return builder;
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    var answer = browser.send(request, HttpResponse.BodyHandlers.ofString());
    for (var header : answer.headers().allValues("Set-Cookie")) {
      HttpCookie.parse(header).forEach(one -> cookies.put(one.getName(), one.getValue()));
    }
    return answer;
  }

  private static Client.Answer comeBack(Client.Answer begun, URI back) {
    var cookie = Objects.requireNonNull(begun.header("Set-Cookie"));
    return Client.ANONYMOUS
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .get(back.getRawPath() + "?" + back.getRawQuery());
  }

  private static Client session(Client.Answer signedIn) {
    var cookie =
        signedIn.response().headers().allValues("Set-Cookie").stream()
            .filter(one -> one.startsWith("__Host-sequitur="))
            .findFirst()
            .orElseThrow();
    return Client.ANONYMOUS
        .with("Cookie", cookie.substring(0, cookie.indexOf(';')))
        .with("X-Requested-With", "sequitur");
  }
}
