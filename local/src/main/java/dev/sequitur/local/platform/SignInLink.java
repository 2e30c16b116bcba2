package dev.sequitur.local.platform;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs somebody in as {@code admin}, once, within a quarter of an hour: a compact JWS (RFC 7515,
 * HS256) that the gateway verifies with the same key and remembers as used.
 */
public final class SignInLink {

  /** How long a link can be used. */
  public static final Duration VALID = Duration.ofMinutes(15);

  private static final String HEADER = "{\"alg\":\"HS256\",\"typ\":\"JWT\"}";

  private SignInLink() {}

  /** The path and query of a new link, to be put behind the gateway's address. */
  public static String path(byte[] key, UUID id, Instant now) {
    return "/sign-in?link=" + jws(key, id, now.plus(VALID));
  }

  static String jws(byte[] key, UUID id, Instant expires) {
    String claims =
        "{\"sub\":\"admin\",\"jti\":\"%s\",\"exp\":%d}".formatted(id, expires.getEpochSecond());
    String signed = base64(utf8(HEADER)) + "." + base64(utf8(claims));
    return signed + "." + base64(hmac(key, utf8(signed)));
  }

  private static byte[] hmac(byte[] key, byte[] text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has HmacSHA256", e);
    }
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
