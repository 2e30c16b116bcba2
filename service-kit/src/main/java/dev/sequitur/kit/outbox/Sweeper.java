package dev.sequitur.kit.outbox;

import dev.sequitur.contracts.Message;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.kit.kafka.Outgoing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/** Says again what was stored but not relayed: its process ended, or the broker was away. */
@ApplicationScoped
class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final int ROWS_AT_ONCE = 100;

  private final AgroalDataSource source;
  private final Outgoing outgoing;
  private final Outbox outbox;

  Sweeper(@DataSource("path") AgroalDataSource source, Outgoing outgoing, Outbox outbox) {
    this.source = source;
    this.outgoing = outgoing;
    this.outbox = outbox;
  }

  private record Sent(Message message, CompletableFuture<RecordMetadata> position) {}

  @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    try {
      while (sweepOnce() == ROWS_AT_ONCE) {
        LOG.info("more than a batch was left in the outbox; going on");
      }
    } catch (SQLException e) {
      LOG.debugf("the sweep is repeated later: %s", e.getMessage());
    }
  }

  /** Says what is due, once; gives the number of rows that are done with. */
  int sweepOnce() throws SQLException {
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        var done = say(connection, OutboxTable.lockLeft(connection, ROWS_AT_ONCE));
        OutboxTable.delete(connection, done);
        connection.commit();
        return done.size();
      } finally {
        connection.rollback();
      }
    }
  }

  /** Gives the rows of which nothing is left; of others, only what could not be said stays. */
  private List<Long> say(Connection connection, List<Outbox.Stored> rows) throws SQLException {
    var sent = new ArrayList<List<Sent>>();
    var away = false;
    for (int i = 0; i < rows.size() && !away; i++) {
      var ofRow = send(rows.get(i));
      sent.add(ofRow);
      away = ofRow.size() < rows.get(i).messages().size();
    }
    var done = new ArrayList<Long>(sent.size());
    for (int i = 0; i < sent.size(); i++) {
      var row = rows.get(i);
      var left = left(row, sent.get(i));
      if (left.isEmpty()) {
        done.add(row.id());
      } else if (left.size() < row.messages().size()) {
        OutboxTable.shrink(connection, row.id(), left);
      }
    }
    return done;
  }

  /** What of a row is still to be said: what was sent in vain, and what was not sent any more. */
  private List<Message> left(Outbox.Stored row, List<Sent> sent) {
    var left = new ArrayList<Message>();
    for (var one : sent) {
      if (!isSaid(row, one)) {
        left.add(one.message());
      }
    }
    left.addAll(row.messages().subList(sent.size(), row.messages().size()));
    return left;
  }

  /** Sends the messages of a row, as long as the broker takes them. */
  private List<Sent> send(Outbox.Stored row) {
    var sent = new ArrayList<Sent>(row.messages().size());
    for (var message : row.messages()) {
      var position = outgoing.send(message);
      if (position.isCompletedExceptionally() && isAway(position.exceptionNow())) {
        break;
      }
      sent.add(new Sent(message, position));
    }
    return sent;
  }

  /** A message that cannot be said stays, and stops no other. */
  private boolean isSaid(Outbox.Stored row, Sent sent) {
    try {
      outbox.left(sent.message(), sent.position().join()).forEach(Runnable::run);
      return true;
    } catch (RuntimeException e) {
      if (isAway(e)) {
        LOG.debugf("row %d is said later: %s", row.id(), e);
      } else {
        LOG.errorf("row %d cannot be said on %s: %s", row.id(), sent.message().topic(), e);
      }
      return false;
    }
  }

  private static boolean isAway(Throwable fault) {
    return Faults.isTransient(fault);
  }
}
