package dev.sequitur.gateway.account;

import io.vertx.core.http.HttpServerRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What a browser holds while somebody is signed in: 256 random bits in a cookie that no script can
 * read, that no other host can set and that no other site's request carries.
 */
record SessionToken(String value) {

  static final String COOKIE = "__Host-sequitur";

  private static final int LENGTH = 43;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String ATTRIBUTES = "; Path=/; Secure; HttpOnly; SameSite=Strict";

  static SessionToken draw() {
    var bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return new SessionToken(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** The request's token; null if it has none of the right form. */
  static @Nullable SessionToken of(HttpServerRequest request) {
    var cookie = request.getCookie(COOKIE);
    return cookie == null || cookie.getValue().length() != LENGTH
        ? null
        : new SessionToken(cookie.getValue());
  }

  /** What the database knows instead of the token. */
  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.US_ASCII));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** The hash as a text. */
  String id() {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(hash());
  }

  String cookie(Duration lifetime) {
    return COOKIE + "=" + value + "; Max-Age=" + lifetime.toSeconds() + ATTRIBUTES;
  }

  /** Makes a browser forget its token. */
  static String noCookie() {
    return COOKIE + "=; Max-Age=0" + ATTRIBUTES;
  }

  @Override
  public String toString() {
    return "SessionToken[…]";
  }
}
