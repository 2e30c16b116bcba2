package dev.sequitur.kit.outbox;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.kit.kafka.Outgoing;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jboss.logging.Logger;

/** Says again what was stored but not relayed: its process ended, or the broker was away. */
@ApplicationScoped
class Sweeper {

  private static final Logger LOG = Logger.getLogger(Sweeper.class);
  private static final ObjectMapper JSON = Wire.json();
  private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};
  private static final int AT_ONCE = 500;

  // By age, never by "id beyond the last seen": a row that commits late would be skipped for ever.
  // Skip locked rows: another replica is saying them.
  private static final String SELECT =
      "SELECT id, topic, record_key, value, headers FROM outbox "
          + "WHERE created_at < now() - interval '5 seconds' ORDER BY created_at LIMIT "
          + AT_ONCE
          + " FOR UPDATE SKIP LOCKED";

  private final AgroalDataSource source;
  private final Outgoing outgoing;
  private final Outbox outbox;

  Sweeper(@DataSource("path") AgroalDataSource source, Outgoing outgoing, Outbox outbox) {
    this.source = source;
    this.outgoing = outgoing;
    this.outbox = outbox;
  }

  @Scheduled(every = "2s", delayed = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void sweep() {
    try {
      while (sweepOnce() == AT_ONCE) {
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
        var said = say(select(connection));
        delete(connection, said);
        connection.commit();
        return said.size();
      } finally {
        connection.rollback();
      }
    }
  }

  private List<Outbox.Stored> say(List<Outbox.Stored> rows) {
    var sent = new LinkedHashMap<Outbox.Stored, CompletableFuture<RecordMetadata>>();
    for (var row : rows) {
      var future = outgoing.send(row.message());
      sent.put(row, future);
      if (future.isCompletedExceptionally() && isAway(future.exceptionNow())) {
        break;
      }
    }
    var said = new ArrayList<Outbox.Stored>(sent.size());
    sent.forEach(
        (row, future) -> {
          if (isSaid(row, future)) {
            said.add(row);
          }
        });
    return said;
  }

  /** A row that cannot be said stays, and stops no other. */
  private boolean isSaid(Outbox.Stored row, CompletableFuture<RecordMetadata> future) {
    try {
      outbox.left(row.message(), future.join()).forEach(Runnable::run);
      return true;
    } catch (RuntimeException e) {
      if (isAway(e)) {
        LOG.debugf("row %d is said later: %s", row.id(), e);
      } else {
        LOG.errorf("row %d cannot be said on %s: %s", row.id(), row.message().topic(), e);
      }
      return false;
    }
  }

  private static boolean isAway(Throwable fault) {
    return Faults.isTransient(fault);
  }

  private static List<Outbox.Stored> select(Connection connection) throws SQLException {
    var rows = new ArrayList<Outbox.Stored>();
    try (var select = connection.prepareStatement(SELECT);
        var found = select.executeQuery()) {
      while (found.next()) {
        var message =
            new Message(
                found.getString(2),
                found.getString(3),
                found.getBytes(4),
                headers(found.getString(5)));
        rows.add(new Outbox.Stored(found.getLong(1), message));
      }
    }
    return rows;
  }

  private static void delete(Connection connection, List<Outbox.Stored> rows) throws SQLException {
    try (var delete = connection.prepareStatement("DELETE FROM outbox WHERE id = ANY (?)")) {
      delete.setArray(
          1, connection.createArrayOf("bigint", rows.stream().map(Outbox.Stored::id).toArray()));
      delete.executeUpdate();
    }
  }

  private static Map<String, String> headers(String json) {
    try {
      return JSON.readValue(json, HEADERS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
