package dev.sequitur.rule.brake;

import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.rule.Role;
import dev.sequitur.rule.Roles;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Forgets, in batches, what nothing can ask for any more. */
@ApplicationScoped
class BrakeUpkeep {

  private static final Logger LOG = Logger.getLogger(BrakeUpkeep.class);
  private static final int AT_ONCE = 2_000;

  /** As long as starts wait on their topic; who comes later still is answered, and counted anew. */
  private static final Duration LATE = Duration.ofDays(1);

  private static final String WINDOWS =
      """
      DELETE FROM brake_windows WHERE (brake_id, from_at) IN (
        SELECT brake_id, from_at FROM brake_windows
        WHERE until_at < now() - ? * interval '1 second'
          AND updated_at < now() - ? * interval '1 second' LIMIT ?)
      """;

  private static final String STARTS =
      """
      DELETE FROM brake_starts WHERE run_id IN (
        SELECT run_id FROM brake_starts
        WHERE accepted_at < now() - ? * interval '1 second'
          AND answered_at < now() - ? * interval '1 second' LIMIT ?)
      """;

  private final PathDatabase database;
  private final Duration horizon;
  private final Roles roles;

  BrakeUpkeep(
      PathDatabase database,
      @ConfigProperty(name = "sequitur.deduplication.horizon") Duration horizon,
      Roles roles) {
    this.database = database;
    this.horizon = horizon;
    this.roles = roles;
  }

  @Scheduled(every = "10m", delayed = "2m", concurrentExecution = ConcurrentExecution.SKIP)
  void purge() {
    if (!roles.include(Role.API)) {
      return;
    }
    try {
      forget();
    } catch (DatabaseException e) {
      LOG.debugf("what brakes keep is purged later: %s", e.toString());
    }
  }

  /**
   * Answers are kept for the horizon and an hour: an older command is refused by whoever admits it.
   */
  int forget() {
    return delete(WINDOWS, LATE) + delete(STARTS, horizon.plusHours(1));
  }

  private int delete(String statement, Duration age) {
    int all = 0;
    int some;
    do {
      some = database.transact(transaction -> deleteSome(transaction, statement, age));
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private static int deleteSome(Transaction transaction, String statement, Duration age)
      throws SQLException {
    try (var delete = transaction.connection().prepareStatement(statement)) {
      delete.setLong(1, age.toSeconds());
      delete.setLong(2, age.toSeconds());
      delete.setInt(3, AT_ONCE);
      return delete.executeUpdate();
    }
  }
}
