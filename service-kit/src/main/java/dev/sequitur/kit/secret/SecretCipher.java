package dev.sequitur.kit.secret;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.AesGcmParameters;
import com.google.crypto.tink.subtle.AesGcmJce;
import com.google.crypto.tink.util.SecretBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Envelope encryption with AES-256-GCM (Tink): each value has a data key of its own, and the data
 * key is wrapped by the key-encryption key. Workspace, name and version are associated data, so a
 * ciphertext cannot be moved to another place.
 *
 * <p>Layout: {@code id length (1) | key id | wrapped length (2) | wrapped data key | sealed value}.
 */
public final class SecretCipher {

  private static final int KEY_BYTES = 32;

  private final String primary;
  private final Map<String, Aead> keys;

  private SecretCipher(String primary, Map<String, Aead> keys) {
    this.primary = primary;
    this.keys = keys;
  }

  /**
   * Reads key-encryption keys: one a line, {@code id:base64 of 32 bytes}, the first encrypts, all
   * decrypt.
   *
   * @throws IllegalArgumentException if the file holds no usable key
   */
  public static SecretCipher fromFile(Path file) {
    try {
      return of(Files.readString(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the key-encryption key from " + file, e);
    }
  }

  static SecretCipher of(String lines) {
    var keys = new LinkedHashMap<String, Aead>();
    lines
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .forEach(line -> add(line, keys));
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("there is no key-encryption key in the file");
    }
    return new SecretCipher(keys.firstEntry().getKey(), keys);
  }

  private static void add(String line, Map<String, Aead> keys) {
    var colon = line.indexOf(':');
    if (colon < 1 || colon > 100) {
      throw new IllegalArgumentException("a key line must read id:base64");
    }
    keys.put(line.substring(0, colon), aead(Base64.getDecoder().decode(line.substring(colon + 1))));
  }

  /** Seals a value for one place. Two calls never give the same bytes. */
  public byte[] seal(byte[] value, String workspace, String name, int version) {
    try {
      var dataKey = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(dataKey);
      var context = context(workspace, name, version);
      var wrapped = key(primary).encrypt(dataKey, context);
      var sealed = aead(dataKey).encrypt(value, context);
      var id = primary.getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.allocate(3 + id.length + wrapped.length + sealed.length)
          .put((byte) id.length)
          .put(id)
          .putShort((short) wrapped.length)
          .put(wrapped)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("sealing failed", e);
    }
  }

  /**
   * Opens a value.
   *
   * @throws SecretUnavailableException if its key is not configured, or it is not what was sealed
   *     for this place
   */
  public Secret open(byte[] ciphertext, String workspace, String name, int version) {
    try {
      var buffer = ByteBuffer.wrap(ciphertext);
      var id = new String(take(buffer, Byte.toUnsignedInt(buffer.get())), StandardCharsets.UTF_8);
      var wrapped = take(buffer, Short.toUnsignedInt(buffer.getShort()));
      var sealed = take(buffer, buffer.remaining());
      var context = context(workspace, name, version);
      return new Secret(aead(key(id).decrypt(wrapped, context)).decrypt(sealed, context));
    } catch (GeneralSecurityException | RuntimeException e) {
      throw new SecretUnavailableException("secret " + name + " cannot be opened", e);
    }
  }

  private Aead key(String id) throws GeneralSecurityException {
    @Nullable Aead key = keys.get(id);
    if (key == null) {
      throw new GeneralSecurityException("key-encryption key " + id + " is not configured");
    }
    return key;
  }

  private static byte[] context(String workspace, String name, int version) {
    return (workspace.length() + ":" + workspace + "/" + name.length() + ":" + name + "/" + version)
        .getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] take(ByteBuffer buffer, int length) {
    var bytes = new byte[length];
    buffer.get(bytes);
    return bytes;
  }

  @AccessesPartialKey
  private static Aead aead(byte[] key) {
    try {
      var parameters =
          AesGcmParameters.builder()
              .setKeySizeBytes(KEY_BYTES)
              .setIvSizeBytes(12)
              .setTagSizeBytes(16)
              .setVariant(AesGcmParameters.Variant.NO_PREFIX)
              .build();
      var secret = SecretBytes.copyFrom(key, InsecureSecretKeyAccess.get());
      return AesGcmJce.create(
          AesGcmKey.builder().setParameters(parameters).setKeyBytes(secret).build());
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("a key must have " + KEY_BYTES + " bytes", e);
    }
  }
}
