package dev.sequitur.e2e.torture;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signatures as other systems make and verify them, written from their specifications. */
final class Signing {

  /** Of the webhooks that come in by Standard Webhooks. */
  static final String IN = "what comes in is signed by this";

  /** Of the webhooks that go out. */
  static final String OUT = "what goes out is signed by this";

  /** Of the webhooks that carry a plain code. */
  static final String PLAIN = "a plain code is made with this.";

  /** What a forger has instead. */
  static final String OTHER = "nobody here has ever seen this!";

  private Signing() {}

  /** As a secret of Standard Webhooks is written. */
  static String written(String key) {
    return "whsec_" + Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  /** {@code webhook-signature} of Standard Webhooks 1.0.0. */
  static String standard(String key, String id, String timestamp, byte[] body) {
    var mac = mac(key);
    mac.update((id + "." + timestamp + ".").getBytes(StandardCharsets.UTF_8));
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
  }

  /** HMAC-SHA256 over the body, in hexadecimal digits. */
  static String plain(String key, byte[] body) {
    return HexFormat.of().formatHex(mac(key).doFinal(body));
  }

  private static Mac mac(String key) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every Java platform has HmacSHA256", e);
    }
  }
}
