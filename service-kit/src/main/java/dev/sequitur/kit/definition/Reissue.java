package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Says a change again, with a later instant, if the broker appended it too late for all replicas to
 * know of it in time. The late record is void for every reader.
 */
@ApplicationScoped
class Reissue implements Outbox.Listener {

  private static final Logger LOG = Logger.getLogger(Reissue.class);

  private final PathDatabase database;
  private final DefinitionConfig config;

  Reissue(PathDatabase database, DefinitionConfig config) {
    this.database = database;
    this.config = config;
  }

  @Override
  public @Nullable Runnable published(Message message, RecordMetadata position) {
    if (!message.topic().equals(Topics.DEFINITIONS.name())) {
      return null;
    }
    var change = Wire.read(message.value(), DefinitionPublished.class);
    var appendedAt = Instant.ofEpochMilli(position.timestamp());
    return isVoid(change, appendedAt, config) ? () -> again(change) : null;
  }

  /** True if the record came too late to be in force from the instant that it names. */
  static boolean isVoid(DefinitionPublished change, Instant appendedAt, DefinitionConfig config) {
    return appendedAt.isAfter(change.effectiveFrom().minus(config.margin()));
  }

  private void again(DefinitionPublished change) {
    LOG.infof("%s %s was appended too late; it is issued again", change.kind(), change.name());
    database.run(
        transaction ->
            new DefinitionTable(transaction.connection(), change.workspace(), change.kind())
                .postpone(change.uid(), change.change(), change.effectiveFrom(), config.lead())
                .ifPresent(later -> transaction.say(change.effectiveFrom(later).message())));
  }
}
