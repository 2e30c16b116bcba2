package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.CompactedLog;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.kafka.TransientFaultException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Follows the published definitions that a service acts by. */
@ApplicationScoped
public class PublishedDefinitions {

  private static final Logger LOG = Logger.getLogger(PublishedDefinitions.class);
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final CompactedLogs logs;
  private final DefinitionConfig config;
  private @Nullable CompactedLog<DefinitionPublished> log;

  PublishedDefinitions(CompactedLogs logs, DefinitionConfig config) {
    this.logs = logs;
    this.config = config;
  }

  /**
   * Begins to follow; each listener hears the changes of its kind, in order, on the log's thread.
   * Void changes are not heard. To be called once, at start-up.
   */
  public void follow(Map<String, Consumer<DefinitionPublished>> listenerByKind) {
    log =
        logs.follow(
            Topics.DEFINITIONS,
            (_, value) -> value == null ? null : Wire.read(value, DefinitionPublished.class),
            config.freshness().dividedBy(2),
            (change, appendedAt) -> heard(listenerByKind, change, appendedAt));
  }

  /**
   * Waits until what is in force at an instant is certain: an event may be decided on at most
   * {@code freshness} past the last moment at which all definitions were known to be read.
   *
   * @throws TransientFaultException if that does not come about in time; the caller tries again
   */
  public void awaitCertainty(Instant instant) throws InterruptedException {
    var followed = java.util.Objects.requireNonNull(log, "follow() was not called");
    if (!followed.awaitKnown(instant.minus(config.freshness()), PATIENCE)) {
      throw new TransientFaultException(
          "definitions are read until " + followed.knownUntil() + " only, needed " + instant);
    }
  }

  /** True once all definitions that existed at the start are read. */
  public boolean isRead() {
    return log != null && log.isRead();
  }

  private void heard(
      Map<String, Consumer<DefinitionPublished>> listeners,
      DefinitionPublished change,
      Instant appendedAt) {
    var listener = listeners.get(change.kind());
    if (listener == null) {
      return;
    }
    if (Reissue.isVoid(change, appendedAt, config)) {
      LOG.debugf("void: %s, appended at %s", change.key(), appendedAt);
      return;
    }
    listener.accept(change);
  }
}
