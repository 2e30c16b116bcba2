package dev.sequitur.kit.secret;

import dev.sequitur.contracts.SecretStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.CompactedLog;
import dev.sequitur.kit.kafka.CompactedLogs;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The ciphertexts of all secrets, from the compacted topic, so that they can be used while the
 * database is away. A service that wants them calls {@link #follow} at its start.
 */
@ApplicationScoped
public class Secrets {

  private record Place(String workspace, String name) {}

  private final CompactedLogs logs;
  private final SecretConfig config;
  private final Map<Place, SecretStored> stored = new ConcurrentHashMap<>();
  private @Nullable SecretCipher cipher;
  private volatile @Nullable CompactedLog<SecretStored> log;

  Secrets(CompactedLogs logs, SecretConfig config) {
    this.logs = logs;
    this.config = config;
  }

  void readKeys(@Observes @Priority(1) StartupEvent starting) {
    config.keyFile().map(Path::of).map(SecretCipher::fromFile).ifPresent(read -> cipher = read);
  }

  /** Begins to follow the topic. */
  public void follow() {
    log =
        logs.follow(
            Topics.SECRETS,
            (_, value) -> {
              if (value == null) {
                throw new UnreadableException("a tombstone where a secret was expected");
              }
              return Wire.read(value, SecretStored.class);
            },
            Duration.ofSeconds(1),
            (secret, _) -> put(secret));
  }

  /** Takes a secret at once, before it has come round by the topic. */
  public void put(SecretStored secret) {
    stored.merge(
        new Place(secret.workspace(), secret.name()),
        secret,
        (old, fresh) -> fresh.version() >= old.version() ? fresh : old);
  }

  /**
   * Whether a secret is there by this instant: waits, for two seconds at most, until all that was
   * stored before it has been heard. Not for event loops.
   */
  public boolean existsBy(Instant instant, String workspace, String name)
      throws InterruptedException {
    var followed = log;
    if (!exists(workspace, name) && followed != null) {
      followed.awaitKnown(instant, Duration.ofSeconds(2));
    }
    return exists(workspace, name);
  }

  public boolean exists(String workspace, String name) {
    var secret = stored.get(new Place(workspace, name));
    return secret != null && secret.ciphertext() != null;
  }

  /**
   * Opens a secret, at the moment of use.
   *
   * @throws SecretUnavailableException if it is not there or cannot be opened
   */
  public Secret open(String workspace, String name) {
    var secret = stored.get(new Place(workspace, name));
    if (secret == null || secret.ciphertext() == null) {
      throw new SecretUnavailableException("there is no secret " + name, null);
    }
    return cipher().open(bytes(secret.ciphertext(), name), workspace, name, secret.version());
  }

  private static byte[] bytes(String ciphertext, String name) {
    try {
      return Base64.getDecoder().decode(ciphertext);
    } catch (IllegalArgumentException e) {
      throw new SecretUnavailableException("secret " + name + " cannot be opened", e);
    }
  }

  /** The cipher, for the owner of secrets. */
  public SecretCipher cipher() {
    if (cipher == null) {
      throw new SecretUnavailableException("sequitur.secrets.key-file is not configured", null);
    }
    return cipher;
  }
}
