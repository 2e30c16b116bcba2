package dev.sequitur.trigger.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A key of Standard Webhooks 1.0.0. */
sealed interface StandardKey {

  /** What stands before a signature that is made with such a key. */
  String prefix();

  /** Whether one of the given signatures is over these parts. */
  boolean signed(List<byte[]> given, byte[]... parts);

  /** A shared key ({@code whsec_}, or its base64 alone) or a public one ({@code whpk_}). */
  static @Nullable StandardKey of(byte[] secret) {
    var text = new String(secret, StandardCharsets.UTF_8).strip();
    if (text.startsWith("whpk_")) {
      return Public.of(Codes.base64(text.substring("whpk_".length())));
    }
    var key = Codes.base64(text.startsWith("whsec_") ? text.substring("whsec_".length()) : text);
    return key.length == 0 ? null : new Shared(key);
  }

  /** HMAC-SHA256. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Shared(byte[] key) implements StandardKey {

    @Override
    public String prefix() {
      return "v1,";
    }

    @Override
    public boolean signed(List<byte[]> given, byte[]... parts) {
      return Codes.isOneOf(given, Codes.hmac(key, parts));
    }
  }

  /** Ed25519. */
  record Public(PublicKey key) implements StandardKey {

    private static final String ALGORITHM = "Ed25519";

    /** What RFC 8410 puts before the 32 bytes of a key. */
    private static final String HEAD = "302a300506032b6570032100";

    private static final int BYTES = 32;

    static @Nullable StandardKey of(byte[] key) {
      if (key.length != BYTES) {
        return null;
      }
      var encoded = HexFormat.of().parseHex(HEAD + HexFormat.of().formatHex(key));
      try {
        return new Public(
            KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
      } catch (InvalidKeySpecException e) {
        return null;
      } catch (NoSuchAlgorithmException e) {
        throw new AssertionError("every Java platform has " + ALGORITHM, e);
      }
    }

    @Override
    public String prefix() {
      return "v1a,";
    }

    @Override
    public boolean signed(List<byte[]> given, byte[]... parts) {
      return given.stream().anyMatch(signature -> verify(signature, parts));
    }

    private boolean verify(byte[] signature, byte[]... parts) {
      try {
        var verifier = Signature.getInstance(ALGORITHM);
        verifier.initVerify(key);
        for (var part : parts) {
          verifier.update(part);
        }
        return verifier.verify(signature);
      } catch (GeneralSecurityException e) {
        // Not even the form of a signature.
        return false;
      }
    }
  }
}
