package dev.sequitur.trigger.webhook;

import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Authentication codes: made, decoded and compared. */
final class Codes {

  private static final String ALGORITHM = "HmacSHA256";

  private Codes() {}

  /** HMAC-SHA256 over the parts, one after the other. */
  static byte[] hmac(byte[] key, byte[]... parts) {
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

  /** Whether one of the given codes is the expected one; how many were looked at does not show. */
  static boolean isOneOf(List<byte[]> given, byte[] expected) {
    boolean found = false;
    for (var code : given) {
      found |= MessageDigest.isEqual(expected, code);
    }
    return found;
  }

  /** The bytes, or none if it is no such text. */
  static byte[] hex(String text) {
    try {
      return HexFormat.of().parseHex(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  /** The bytes, or none if it is no such text. */
  static byte[] base64(String text) {
    try {
      return Base64.getDecoder().decode(text);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }
}
