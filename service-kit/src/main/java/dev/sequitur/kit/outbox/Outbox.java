package dev.sequitur.kit.outbox;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/**
 * Messages stored in the transaction of the change that they tell of. Those just committed are
 * published from memory at once; what a crash leaves behind the {@link Sweeper} finds. No order is
 * promised between messages.
 */
@ApplicationScoped
public class Outbox {

  private static final Logger LOG = Logger.getLogger(Outbox.class);
  private static final String INSERT =
      "INSERT INTO outbox (topic, record_key, value, headers) "
          + "SELECT * FROM unnest(?::text[], ?::text[], ?::bytea[], ?::jsonb[]) RETURNING id";

  /** Hears of each message that the broker has acknowledged, on the producer's thread. */
  public interface Listener {
    void published(Message message, RecordMetadata position);
  }

  /** A message with its row. */
  public record Stored(long id, Message message) {}

  private final Outgoing outgoing;
  private final Relayed relayed;
  private final Instance<Listener> listeners;

  Outbox(Outgoing outgoing, Relayed relayed, Instance<Listener> listeners) {
    this.outgoing = outgoing;
    this.relayed = relayed;
    this.listeners = listeners;
  }

  /** Stores messages in the caller's transaction. */
  public List<Stored> store(Connection connection, List<Message> messages) throws SQLException {
    if (messages.isEmpty()) {
      return List.of();
    }
    var stored = new ArrayList<Stored>(messages.size());
    try (var insert = connection.prepareStatement(INSERT)) {
      insert.setArray(1, texts(connection, messages.stream().map(Message::topic).toArray()));
      insert.setArray(2, texts(connection, messages.stream().map(Message::key).toArray()));
      insert.setArray(
          3,
          connection.createArrayOf(
              "bytea", messages.stream().map(Message::value).toArray(byte[][]::new)));
      insert.setArray(4, texts(connection, messages.stream().map(Outbox::headers).toArray()));
      try (var ids = insert.executeQuery()) {
        for (int i = 0; ids.next(); i++) {
          stored.add(new Stored(ids.getLong(1), messages.get(i)));
        }
      }
    }
    return stored;
  }

  /** Publishes what a committed transaction has stored. Failures are left to the sweeper. */
  public void relay(List<Stored> committed) {
    for (var stored : committed) {
      outgoing
          .send(stored.message())
          .whenComplete(
              (position, failure) -> {
                if (failure == null) {
                  published(stored, position);
                } else {
                  LOG.debugf("row %d waits for the sweeper: %s", stored.id(), failure);
                }
              });
    }
  }

  void published(Stored stored, RecordMetadata position) {
    relayed.add(stored.id());
    listeners.forEach(listener -> listener.published(stored.message(), position));
  }

  private static String headers(Message message) {
    return new String(Wire.write(message.headers()), StandardCharsets.UTF_8);
  }

  private static java.sql.Array texts(Connection connection, Object[] values) throws SQLException {
    return connection.createArrayOf("text", values);
  }
}
