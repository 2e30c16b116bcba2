package dev.sequitur.gateway.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * An API key as its owner holds it: {@code sqk_<id>_<secret>}. The id is no secret; the secret has
 * 256 random bits, so that a plain hash of it suffices.
 *
 * @param id 16 hexadecimal digits
 * @param secret base64url, without padding
 */
record KeyText(String id, String secret) {

  private static final String PREFIX = "sqk_";
  private static final int ID_LENGTH = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  static KeyText draw() {
    var id = new byte[ID_LENGTH / 2];
    var secret = new byte[32];
    RANDOM.nextBytes(id);
    RANDOM.nextBytes(secret);
    return new KeyText(
        HexFormat.of().formatHex(id),
        Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Null if the text has not the form of a key. */
  static @Nullable KeyText parse(String text) {
    var end = PREFIX.length() + ID_LENGTH;
    if (text.length() <= end + 1
        || text.length() > 200
        || !text.startsWith(PREFIX)
        || text.charAt(end) != '_') {
      return null;
    }
    return new KeyText(text.substring(PREFIX.length(), end), text.substring(end + 1));
  }

  String text() {
    return PREFIX + id + "_" + secret;
  }

  byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A key must not appear in a log by accident. */
  @Override
  public String toString() {
    return PREFIX + id + "_…";
  }
}
