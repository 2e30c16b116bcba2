package dev.sequitur.kit.outbox;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

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
          + "SELECT * FROM unnest(?::text[], ?::text[], ?::bytea[], ?::text[]::json[]) RETURNING id";

  /** Hears of each message that the broker has acknowledged, on the producer's thread. */
  public interface Listener {

    /**
     * @return what is still to be done, on a thread that may block, before the message counts as
     *     published; null if nothing is. If it throws, the message is said again later
     */
    @Nullable Runnable published(Message message, RecordMetadata position);
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
      insert.setArray(1, texts(connection, messages.stream().map(Message::topic)));
      insert.setArray(2, texts(connection, messages.stream().map(Message::key)));
      insert.setArray(
          3,
          connection.createArrayOf(
              "bytea", messages.stream().map(Message::value).toArray(byte[][]::new)));
      insert.setArray(4, texts(connection, messages.stream().map(Outbox::headers)));
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
      var sent = outgoing.send(stored.message());
      sent.whenComplete(
          (position, failure) -> {
            if (failure == null) {
              published(stored, position);
            } else {
              LOG.debugf("row %d waits for the sweeper: %s", stored.id(), failure);
            }
          });
      if (sent.isCompletedExceptionally()) {
        // The broker is away: each further one might wait max.block.ms in vain.
        return;
      }
    }
  }

  private void published(Stored stored, RecordMetadata position) {
    var left = left(stored.message(), position);
    if (left.isEmpty()) {
      relayed.add(stored.id());
    } else {
      // Off the producer's thread. A failure leaves the row, and with it the work, to the sweeper.
      Thread.ofVirtual()
          .name("outbox-" + stored.id())
          .start(
              () -> {
                left.forEach(Runnable::run);
                relayed.add(stored.id());
              });
    }
  }

  /** What the listeners want done before the message's row is deleted. */
  List<Runnable> left(Message message, RecordMetadata position) {
    var left = new ArrayList<Runnable>(0);
    for (var listener : listeners) {
      var work = listener.published(message, position);
      if (work != null) {
        left.add(work);
      }
    }
    return left;
  }

  private static String headers(Message message) {
    return new String(Wire.write(message.headers()), StandardCharsets.UTF_8);
  }

  /** An array of the exact type: the driver sends it in binary, without escaping its values. */
  private static Array texts(Connection connection, Stream<String> values) throws SQLException {
    return connection.createArrayOf("text", values.toArray(String[]::new));
  }
}
