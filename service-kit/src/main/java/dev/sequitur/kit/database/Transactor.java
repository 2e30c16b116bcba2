package dev.sequitur.kit.database;

import dev.sequitur.kit.outbox.Outbox;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in a transaction: stores what is said beside what is done, and relays it afterwards.
 */
final class Transactor {

  /** Prepares a connection within the transaction that has just begun. */
  interface Preparation {
    void prepare(Connection connection) throws SQLException;
  }

  private final DataSource source;
  private final Outbox outbox;

  Transactor(DataSource source, Outbox outbox) {
    this.source = source;
    this.outbox = outbox;
  }

  <R extends @Nullable Object> R run(Preparation preparation, Work<R> work) {
    List<Outbox.Stored> stored;
    R result;
    try (var connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        preparation.prepare(connection);
        var transaction = new Transaction(connection);
        result = work.in(transaction);
        stored = outbox.store(connection, transaction.messages());
        connection.commit();
      } catch (SQLException | RuntimeException | Error e) {
        rollback(connection, e);
        throw e;
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
    outbox.relay(stored);
    return result;
  }

  private static void rollback(Connection connection, Throwable reason) {
    try {
      connection.rollback();
    } catch (SQLException e) {
      reason.addSuppressed(e);
    }
  }
}
