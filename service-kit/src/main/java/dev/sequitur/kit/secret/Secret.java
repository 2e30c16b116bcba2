package dev.sequitur.kit.secret;

import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * An opened secret. It has no text form and no JSON form: both throw, so that it cannot slip out.
 */
public final class Secret {

  private final byte[] bytes;

  public Secret(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /** The value, at the moment of use. */
  public byte[] reveal() {
    return bytes.clone();
  }

  /** The value as UTF-8, at the moment of use. */
  public String revealText() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  @JsonValue
  String json() {
    throw new UnsupportedOperationException("a secret has no JSON form");
  }

  @Override
  public String toString() {
    throw new UnsupportedOperationException("a secret has no text form");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret
        && java.security.MessageDigest.isEqual(bytes, secret.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
