package dev.sequitur.kit.outbox;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Outgoing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
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

  /** Rows stay small enough that the sweeper can hold many of them. */
  private static final int ROW_BYTES = 256 * 1024;

  /** Hears of each message that the broker has acknowledged, on the producer's thread. */
  public interface Listener {

    /**
     * @return what is still to be done, on a thread that may block, before the message counts as
     *     published; null if nothing is. If it throws, the message is said again later
     */
    @Nullable Runnable published(Message message, RecordMetadata position);
  }

  /** A row: messages to one topic. */
  public record Stored(long id, List<Message> messages) {}

  private final Outgoing outgoing;
  private final Relayed relayed;
  private final Instance<Listener> listeners;

  Outbox(Outgoing outgoing, Relayed relayed, Instance<Listener> listeners) {
    this.outgoing = outgoing;
    this.relayed = relayed;
    this.listeners = listeners;
  }

  /** Stores messages in the caller's transaction: few rows, whatever their number. */
  public List<Stored> store(Connection connection, List<Message> messages) throws SQLException {
    var byTopic = new LinkedHashMap<String, List<Message>>();
    for (var message : messages) {
      byTopic.computeIfAbsent(message.topic(), _ -> new ArrayList<>()).add(message);
    }
    var stored = new ArrayList<Stored>();
    for (var toOneTopic : byTopic.values()) {
      for (var row : rows(toOneTopic)) {
        stored.add(new Stored(OutboxTable.insert(connection, row), row));
      }
    }
    return stored;
  }

  private static List<List<Message>> rows(List<Message> messages) {
    var rows = new ArrayList<List<Message>>();
    int from = 0;
    int bytes = 0;
    for (int i = 0; i < messages.size(); i++) {
      bytes += messages.get(i).value().length;
      if (bytes >= ROW_BYTES || i == messages.size() - 1) {
        rows.add(messages.subList(from, i + 1));
        from = i + 1;
        bytes = 0;
      }
    }
    return rows;
  }

  /** Publishes what a committed transaction has stored. Failures are left to the sweeper. */
  public void relay(List<Stored> committed) {
    for (var stored : committed) {
      if (!relay(stored)) {
        // The broker is away: each further one might wait max.block.ms in vain.
        return;
      }
    }
  }

  private boolean relay(Stored stored) {
    var unsaid = new AtomicInteger(stored.messages().size());
    for (var message : stored.messages()) {
      var sent = outgoing.send(message);
      sent.whenComplete(
          (position, failure) -> {
            if (failure == null) {
              published(stored.id(), message, position, unsaid);
            } else {
              LOG.debugf("row %d waits for the sweeper: %s", stored.id(), failure);
            }
          });
      if (sent.isCompletedExceptionally()) {
        return false;
      }
    }
    return true;
  }

  private void published(long id, Message message, RecordMetadata position, AtomicInteger unsaid) {
    var left = left(message, position);
    if (left.isEmpty()) {
      countDown(id, unsaid);
    } else {
      // Off the producer's thread. A failure leaves the row, and with it the work, to the sweeper.
      Thread.ofVirtual()
          .name("outbox-" + id)
          .start(
              () -> {
                left.forEach(Runnable::run);
                countDown(id, unsaid);
              });
    }
  }

  private void countDown(long id, AtomicInteger unsaid) {
    if (unsaid.decrementAndGet() == 0) {
      relayed.add(id);
    }
  }

  /** What the listeners want done before the message counts as said. */
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
}
