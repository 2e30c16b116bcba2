package dev.sequitur.gateway.apikey;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.gateway.access.Role;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * All API keys' hashes, in memory: they are verified without the database. What is revoked stays
 * revoked, whatever is heard afterwards: the order of records that leave through an outbox is not
 * promised.
 */
@ApplicationScoped
public class ApiKeys {

  private static final byte[] NO_HASH = new byte[32];

  /** What came of verifying a key. */
  sealed interface Verdict {
    record Valid(Identity identity) implements Verdict {}

    /** Its time is over. */
    record Expired(ApiKeyStored key) implements Verdict {}

    /** Revoked, or of a role that this version does not know. */
    record Unusable(ApiKeyStored key) implements Verdict {}

    record Unknown() implements Verdict {}
  }

  private record Known(ApiKeyStored stored, byte[] hash, @Nullable Identity identity) {}

  private final Map<String, Known> known = new ConcurrentHashMap<>();
  private final Map<String, ApiKeyStored> published = new ConcurrentHashMap<>();

  /** A record of the topic. */
  public void heard(ApiKeyStored key) {
    published.put(key.id(), key);
    put(key);
  }

  /** A key made or revoked by this replica, before its record has come back. */
  void put(ApiKeyStored key) {
    known.merge(
        key.id(), known(key), (before, after) -> before.stored().revoked() ? before : after);
  }

  /** A key that this replica has revoked, whose record it may not have. */
  void markRevoked(String id) {
    known.computeIfPresent(id, (_, key) -> known(revoked(key.stored())));
  }

  /** Whether the topic's last word on a key is this. */
  boolean isPublished(ApiKeyStored key) {
    return key.equals(published.get(key.id()));
  }

  Verdict verify(KeyText text, Instant now) {
    var key = known.get(text.id());
    // An unknown key costs as much time as a known one.
    var equal = MessageDigest.isEqual(text.hash(), key == null ? NO_HASH : key.hash());
    if (key == null || !equal) {
      return new Verdict.Unknown();
    }
    var identity = key.identity();
    if (identity == null || key.stored().revoked()) {
      return new Verdict.Unusable(key.stored());
    }
    var expiresAt = key.stored().expiresAt();
    return expiresAt != null && !now.isBefore(expiresAt)
        ? new Verdict.Expired(key.stored())
        : new Verdict.Valid(identity);
  }

  private static ApiKeyStored revoked(ApiKeyStored key) {
    return new ApiKeyStored(
        key.id(),
        key.workspace(),
        key.name(),
        key.hash(),
        key.role(),
        key.expiresAt(),
        true,
        key.permissions());
  }

  private static Known known(ApiKeyStored key) {
    var role = Role.named(key.role());
    var identity =
        role == null
            ? null
            : Identity.key(key.id(), key.name(), key.workspace(), role, key.permissions());
    return new Known(key, Base64.getDecoder().decode(key.hash()), identity);
  }
}
