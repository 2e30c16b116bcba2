package dev.sequitur.gateway.account;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/** Removes sessions, links under way and used links that have run out anyway. */
@ApplicationScoped
class Housekeeping {

  private static final Logger LOG = Logger.getLogger(Housekeeping.class);

  private final PathDatabase database;

  Housekeeping(PathDatabase database) {
    this.database = database;
  }

  @Scheduled(every = "1h", delayed = "1m")
  void clean() {
    try {
      database.run(
          transaction -> {
            try (var delete = transaction.connection().createStatement()) {
              delete.executeUpdate("DELETE FROM sessions WHERE expires_at < now()");
              delete.executeUpdate("DELETE FROM pending_links WHERE expires_at < now()");
              // An hour later: clocks may differ, and the link must not come to life again.
              delete.executeUpdate(
                  "DELETE FROM used_links WHERE expires_at < now() - interval '1 hour'");
            }
          });
    } catch (DatabaseException e) {
      LOG.debugf("cleaning is left to the next hour: %s", e.getMessage());
    }
  }
}
