package dev.sequitur.executor.action.sql;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.connection.Kept;
import dev.sequitur.executor.connection.OpenConnection;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** Sessions with the databases that are in use. */
@ApplicationScoped
class Databases {

  private final Kept<SqlSessions> sessions;
  private final int most;

  Databases(ExecutorConfig config) {
    this.sessions = new Kept<>(config.connectionsKept(), System::nanoTime);
    this.most = config.sqlConnections();
  }

  /** The sessions of a connection; to be given back. */
  SqlSessions take(OpenConnection open) {
    return sessions.take(open.fingerprint(), () -> new SqlSessions(open, most));
  }

  void giveBack(OpenConnection open) {
    sessions.giveBack(open.fingerprint());
  }

  @Scheduled(every = "30s", delayed = "30s")
  void closeUnused() {
    sessions.closeUnused();
  }

  @PreDestroy
  void close() {
    sessions.closeAll();
  }
}
