package dev.sequitur.notification.inbox;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.notification.NotificationConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Deletes notifications that have been kept long enough, with who has read them. */
@Startup
@ApplicationScoped
public class Purge {

  // Skip locked rows: another replica is deleting them.
  private static final String DELETE =
      """
      DELETE FROM notifications WHERE id IN (
          SELECT id FROM notifications WHERE created_at < now() - make_interval(secs => ?)
          ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private final PathDatabase database;
  private final NotificationConfig config;

  Purge(
      PathDatabase database,
      NotificationConfig config,
      @ConfigProperty(name = "sequitur.deduplication.horizon") Duration horizon) {
    if (config.retention().compareTo(horizon) < 0) {
      throw new IllegalStateException(
          "sequitur.notification.retention must not be shorter than sequitur.deduplication.horizon: "
              + "a cause that is heard again would be told again");
    }
    this.database = database;
    this.config = config;
  }

  @Scheduled(
      every = "${sequitur.notification.purge-every:10m}",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    int purged;
    do {
      purged = purgeOnce();
    } while (purged == config.purgeBatch());
  }

  private int purgeOnce() {
    return database.transact(
        transaction -> {
          try (var delete = transaction.connection().prepareStatement(DELETE)) {
            delete.setDouble(1, config.retention().toSeconds());
            delete.setInt(2, config.purgeBatch());
            return delete.executeUpdate();
          }
        });
  }
}
