package dev.sequitur.trigger.schedule;

import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.trigger.TriggerConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what became of instants once it was kept long enough. */
@ApplicationScoped
class Purge {

  private static final int AT_ONCE = 5_000;

  // Skip locked rows: another replica is deleting them.
  private static final String DELETE =
      """
      DELETE FROM fires WHERE (schedule, nominal_at) IN (
          SELECT schedule, nominal_at FROM fires WHERE decided_at < now() - make_interval(secs => ?)
          ORDER BY decided_at LIMIT ? FOR UPDATE SKIP LOCKED)
      """;

  private final PathDatabase database;
  private final TriggerConfig config;

  Purge(PathDatabase database, TriggerConfig config) {
    this.database = database;
    this.config = config;
  }

  @Scheduled(
      every = "10m",
      delayed = "1m",
      concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void purge() {
    while (purgeOnce() == AT_ONCE) {
      // More is left.
    }
  }

  int purgeOnce() {
    return database.transact(
        transaction -> {
          try (var delete = transaction.connection().prepareStatement(DELETE)) {
            delete.setDouble(1, config.schedules().firesKept().toSeconds());
            delete.setInt(2, AT_ONCE);
            return delete.executeUpdate();
          }
        });
  }
}
