package dev.sequitur.notification.inbox;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.notification.NotificationConfig;
import io.quarkus.runtime.Startup;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Deletes notifications that have been kept long enough, with who has read them, and likewise
 * deliveries and troubles.
 */
@Startup
@ApplicationScoped
public class Purge {

  // Skip locked rows: another replica is deleting them.
  private static final List<String> DELETE =
      List.of(
          """
          DELETE FROM notifications WHERE id IN (
              SELECT id FROM notifications WHERE created_at < now() - make_interval(secs => ?)
              ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
          """,
          """
          DELETE FROM deliveries WHERE id IN (
              SELECT id FROM deliveries WHERE created_at < now() - make_interval(secs => ?)
              ORDER BY created_at LIMIT ? FOR UPDATE SKIP LOCKED)
          """,
          """
          DELETE FROM troubles WHERE (subscription_uid, rule) IN (
              SELECT subscription_uid, rule FROM troubles WHERE failed_at < now() - make_interval(secs => ?)
              LIMIT ? FOR UPDATE SKIP LOCKED)
          """);

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
    for (var statement : DELETE) {
      while (purgeOnce(statement) == config.purgeBatch()) {
        // More is left.
      }
    }
  }

  private int purgeOnce(String statement) {
    return database.transact(
        transaction -> {
          try (var delete = transaction.connection().prepareStatement(statement)) {
            delete.setDouble(1, config.retention().toSeconds());
            delete.setInt(2, config.purgeBatch());
            return delete.executeUpdate();
          }
        });
  }
}
