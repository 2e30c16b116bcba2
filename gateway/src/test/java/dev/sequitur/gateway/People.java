package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.kit.test.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Ways to become somebody at the gateway. */
public final class People {

  private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

  private People() {}

  /** A link as the launcher signs it. */
  public static String link(byte[] key, String jti, Instant expires) {
    return link(key, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", jti, expires);
  }

  public static String link(byte[] key, String header, String jti, Instant expires) {
    return link(key, header, "{\"sub\":\"admin\"," + rest(jti, expires));
  }

  private static String rest(String jti, Instant expires) {
    return "\"jti\":\"%s\",\"exp\":%d}".formatted(jti, expires.getEpochSecond());
  }

  private static String link(byte[] key, String header, String claims) {
    var signed = base64(header) + "." + base64(claims);
    return signed + "." + BASE64.encodeToString(hmac(key, signed));
  }

  /** A link that signs in. */
  public static String link() {
    var soon = Instant.ofEpochSecond(now().getEpochSecond()).plus(Duration.ofMinutes(10));
    return link(Keys.SIGN_IN_KEY, UUID.randomUUID().toString(), soon);
  }

  /** Somebody's page, whom the machine's owner has given a link. */
  static Client session(String account) {
    var soon = Instant.ofEpochSecond(now().getEpochSecond()).plus(Duration.ofMinutes(10));
    var claims = "{\"sub\":\"%s\",".formatted(account) + rest(UUID.randomUUID().toString(), soon);
    var text = link(Keys.SIGN_IN_KEY, "{\"alg\":\"HS256\",\"typ\":\"JWT\"}", claims);
    var answer = Client.ANONYMOUS.get("/sign-in?link=" + text);
    assertThat(answer.status()).as(answer.body()).isEqualTo(303);
    return IssuerBrowser.withCookie(Objects.requireNonNull(answer.header("Set-Cookie")));
  }

  /** The administrator's browser, without the header that changes need. */
  public static Client browser() {
    var answer = Client.ANONYMOUS.get("/sign-in?link=" + link());
    assertThat(answer.status()).isEqualTo(303);
    var cookie = Objects.requireNonNull(answer.header("Set-Cookie"));
    return Client.ANONYMOUS.with("Cookie", cookie.substring(0, cookie.indexOf(';')));
  }

  /** The administrator's own page. */
  public static Client admin() {
    return browser().with("X-Requested-With", "sequitur");
  }

  /** A key of that role in {@code default}. */
  public static String key(String role) {
    var name = role + "-" + UUID.randomUUID();
    var body = "{\"name\":\"%s\",\"role\":\"%s\"}".formatted(name, role);
    var made = admin().send("POST", "/api/v1/workspaces/default/api-keys", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("key").asText();
  }

  /** A key of that role in {@code default}, with these of its permissions alone. */
  public static String scopedKey(String role, String... permissions) {
    var body =
        "{\"name\":\"scoped-%s\",\"role\":\"%s\",\"permissions\":[\"%s\"]}"
            .formatted(UUID.randomUUID(), role, String.join("\",\"", permissions));
    var made = admin().send("POST", "/api/v1/workspaces/default/api-keys", body);
    assertThat(made.status()).as(made.body()).isEqualTo(201);
    return made.json().path("key").asText();
  }

  /** A key that is on the topic only, as another replica's would be. */
  public static String publishedKey(
      String workspace, @Nullable Instant expiresAt, boolean revoked) {
    return publishedKey(workspace, "owner", expiresAt, revoked);
  }

  /** The same with another role. */
  public static String publishedKey(
      String workspace, String role, @Nullable Instant expiresAt, boolean revoked) {
    var id = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
    var secret = BASE64.encodeToString(new byte[32]) + id;
    var stored =
        new ApiKeyStored(id, workspace, "key-" + id, hash(secret), role, expiresAt, revoked, null);
    try (var probe = TopicProbe.ofTests()) {
      probe.produce(stored.message());
    }
    return "sqk_" + id + "_" + secret;
  }

  public static Map<String, Object> claims(String bearer) {
    return InternalToken.verified(bearer);
  }

  static Instant now() {
    return java.time.InstantSource.system().instant();
  }

  static String hash(String secret) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return Base64.getEncoder()
          .encodeToString(digest.digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String base64(String text) {
    return BASE64.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
