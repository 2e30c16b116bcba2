package dev.sequitur.contracts;

import java.time.Instant;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * What is needed to verify an API key, never the key.
 *
 * @param hash base64 of SHA-256 over the key's secret part (256 random bits: a plain hash suffices)
 * @param role owner, editor, operator or viewer
 * @param permissions those of the role's that the key has; null = all
 */
public record ApiKeyStored(
    String id,
    String workspace,
    String name,
    String hash,
    String role,
    @Nullable Instant expiresAt,
    boolean revoked,
    @Nullable SortedSet<String> permissions) {

  public static final String TYPE = "dev.sequitur.api-key-stored.v1";

  public Message message() {
    return Envelope.message(Topics.API_KEYS, id, TYPE, "/gateway", workspace, this, null);
  }
}
