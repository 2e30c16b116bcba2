package dev.sequitur.contracts;

import org.jspecify.annotations.Nullable;

/**
 * A secret's ciphertext; the key that opens it is never on a topic.
 *
 * @param version from 1, part of the associated data of the encryption
 * @param ciphertext base64 of what {@code SecretCipher} of service-kit made; null = deleted
 */
public record SecretStored(
    String workspace, String name, int version, @Nullable String ciphertext) {

  public static final String TYPE = "dev.sequitur.secret-stored.v1";

  public Message message() {
    return Envelope.message(
        Topics.SECRETS, workspace + "/" + name, TYPE, "/executor-service", workspace, this, null);
  }
}
