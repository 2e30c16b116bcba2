package dev.sequitur.executor.action.sql;

import dev.sequitur.executor.connection.ConnectionProbe;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** Tries a database out: connects, signs in, and asks for its version. */
@ApplicationScoped
class DatabaseProbe implements ConnectionProbe {

  @Override
  public ConnectionType type() {
    return ConnectionType.POSTGRESQL;
  }

  @Override
  public String probe(OpenConnection connection, Duration within) throws Exception {
    try (var sessions = new SqlSessions(connection, 1)) {
      var session = java.util.Objects.requireNonNull(sessions.take(within));
      try (session) {
        return "PostgreSQL " + session.getMetaData().getDatabaseProductVersion();
      }
    }
  }
}
