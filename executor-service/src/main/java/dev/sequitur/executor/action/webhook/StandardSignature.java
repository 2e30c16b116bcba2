package dev.sequitur.executor.action.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Signs as Standard Webhooks 1.0.0 says: HMAC-SHA256 over {@code id.timestamp.body}, base64, with
 * {@code v1,} before it.
 */
final class StandardSignature {

  private static final String ALGORITHM = "HmacSHA256";

  /** Shorter keys than the specification asks for are no keys. */
  private static final int LEAST_BYTES = 24;

  private static final int MOST_BYTES = 64;

  private StandardSignature() {}

  /** The key in {@code whsec_…} or its base64 alone; null if it is none of 24 to 64 bytes. */
  static byte @Nullable [] key(String secret) {
    var text = secret.strip();
    try {
      var key =
          Base64.getDecoder()
              .decode(text.startsWith("whsec_") ? text.substring("whsec_".length()) : text);
      return key.length < LEAST_BYTES || key.length > MOST_BYTES ? null : key;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  static String of(byte[] key, String id, long timestamp, byte[] body) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has " + ALGORITHM, e);
    }
  }
}
