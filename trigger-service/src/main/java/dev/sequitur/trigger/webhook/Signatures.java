package dev.sequitur.trigger.webhook;

import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.definition.Verification;
import dev.sequitur.trigger.event.IncomingRequest;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures over the raw bytes of a body, in constant time. A check answers null if the
 * request is genuine, else why it is not.
 */
final class Signatures {

  /** How far a signed timestamp may be from now, either way (Standard Webhooks). */
  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String KEY_PREFIX = "whsec_";
  private static final String CODE_PREFIX = "v1,";
  private static final String HASH_PREFIX = "sha256=";
  private static final int DIGITS = 15;

  private Signatures() {}

  /** HMAC-SHA256 over the body; the key is the secret's bytes. */
  static @Nullable TriggerProblem check(
      Verification.Hmac way, byte[] secret, IncomingRequest request) {
    var header = request.header(way.header());
    if (header == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    if (secret.length == 0) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    var expected = code(secret, request.body());
    return MessageDigest.isEqual(expected, decode(way, header.strip()))
        ? null
        : TriggerProblem.SIGNATURE_INVALID;
  }

  /** Standard Webhooks 1.0.0, symmetric signatures ({@code v1}). */
  static @Nullable TriggerProblem checkStandard(
      byte[] secret, IncomingRequest request, Instant now) {
    var id = request.header("webhook-id");
    var timestamp = request.header("webhook-timestamp");
    var signatures = request.header("webhook-signature");
    if (id == null || timestamp == null || signatures == null) {
      return TriggerProblem.SIGNATURE_MISSING;
    }
    var key = key(secret);
    if (key == null) {
      return TriggerProblem.SECRET_UNUSABLE;
    }
    if (!isDigits(timestamp)) {
      return TriggerProblem.SIGNATURE_INVALID;
    }
    var signedAt = Instant.ofEpochSecond(Long.parseLong(timestamp));
    if (Duration.between(signedAt, now).abs().compareTo(TOLERANCE) > 0) {
      return TriggerProblem.TIMESTAMP_OUTSIDE_TOLERANCE;
    }
    var signed = (id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8);
    var expected = code(key, signed, request.body());
    return holds(signatures, expected) ? null : TriggerProblem.SIGNATURE_INVALID;
  }

  /** Whether one of the signatures, separated by spaces, is the expected one. */
  private static boolean holds(String signatures, byte[] expected) {
    boolean found = false;
    for (var signature : signatures.split(" ")) {
      if (signature.startsWith(CODE_PREFIX)) {
        // No short cut: how many were looked at must not show.
        found |= MessageDigest.isEqual(expected, base64(signature.substring(CODE_PREFIX.length())));
      }
    }
    return found;
  }

  private static byte[] decode(Verification.Hmac way, String header) {
    var prefix = way.prefix();
    if (prefix != null && !header.startsWith(prefix)) {
      return new byte[0];
    }
    var text =
        prefix != null
            ? header.substring(prefix.length())
            : header.startsWith(HASH_PREFIX) ? header.substring(HASH_PREFIX.length()) : header;
    return switch (way.encoding()) {
      case HEX -> hex(text);
      case BASE64 -> base64(text);
    };
  }

  private static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static byte @Nullable [] key(byte[] secret) {
    var text = new String(secret, StandardCharsets.UTF_8).strip();
    var key = base64(text.startsWith(KEY_PREFIX) ? text.substring(KEY_PREFIX.length()) : text);
    return key.length == 0 ? null : key;
  }

  private static boolean isDigits(String text) {
    return text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static byte[] code(byte[] key, byte[]... parts) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      for (var part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (NoSuchAlgorithmException | InvalidKeyException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
