package dev.sequitur.executor.ledger;

import dev.sequitur.kit.database.PathDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** Counting and forgetting, in batches small enough to disturb nobody. */
@ApplicationScoped
public class LedgerUpkeep {

  private static final int AT_ONCE = 2_000;

  private static final String PARKED = "SELECT count(*) FROM effects WHERE retry_at IS NOT NULL";

  private static final String PAST_DEADLINE =
      """
      SELECT (SELECT count(*) FROM effects
              WHERE retry_at IS NOT NULL AND deadline < now() - interval '10 seconds')
           + (SELECT count(*) FROM effects WHERE state = 'STARTED' AND lease_until < now() - interval '30 seconds')
           + (SELECT coalesce(sum(cardinality(command_ids)), 0) FROM leases WHERE lease_until < now() - interval '30 seconds')
      """;

  // Open work stays, however old. What was redriven lately stays too: its outcome is still on its
  // way.
  private static final String FORGET_EFFECTS =
      """
      DELETE FROM effects WHERE command_id IN (
        SELECT command_id FROM effects
        WHERE decided_at < now() - ? * interval '1 second'
          AND state IN ('SUCCEEDED', 'FAILED', 'UNKNOWN', 'CANCELLED', 'DEAD')
          AND updated_at < now() - interval '1 hour'
        LIMIT ?)
      """;

  private static final String FORGET_ADMISSIONS =
      """
      DELETE FROM admissions WHERE (run_id, revision) IN (
        SELECT run_id, revision FROM admissions a
        WHERE decided_at < now() - ? * interval '1 second' AND open = 0
          AND admitted_at < now() - interval '1 hour'
          AND (sole IS NULL OR NOT EXISTS (SELECT FROM effects e WHERE e.command_id = a.sole))
        LIMIT ?)
      """;

  private static final String FORGET_DEAD_LETTERS =
      """
      DELETE FROM dead_letters WHERE (command_id, generation) IN (
        SELECT command_id, generation FROM dead_letters
        WHERE created_at < now() - ? * interval '1 second' LIMIT ?)
      """;

  private static final String FORGET_EVIDENCE =
      """
      DELETE FROM superseded_attempts WHERE id IN (
        SELECT id FROM superseded_attempts WHERE seen_at < now() - ? * interval '1 second' LIMIT ?)
      """;

  private static final String FORGET_EARLY_CANCELLATIONS =
      """
      DELETE FROM early_cancellations WHERE run_id IN (
        SELECT run_id FROM early_cancellations WHERE heard_at < now() - ? * interval '1 second' LIMIT ?)
      """;

  private final PathDatabase database;

  LedgerUpkeep(PathDatabase database) {
    this.database = database;
  }

  /** Effects that wait: parked, or between attempts. */
  public long parked() {
    return count(PARKED);
  }

  /** Effects that should have ended; anything but 0 for long is a defect. */
  public long pastDeadline() {
    return count(PAST_DEADLINE);
  }

  /**
   * Forgets what is older than the horizon, with an hour to spare: a command that old is refused
   * before it is looked for.
   */
  public long forget(Duration horizon, Duration deadLettersKept) {
    var beyond = horizon.plusHours(1);
    return delete(FORGET_EFFECTS, beyond)
        + delete(FORGET_ADMISSIONS, beyond)
        + delete(FORGET_EVIDENCE, beyond)
        + delete(FORGET_EARLY_CANCELLATIONS, beyond)
        + delete(FORGET_DEAD_LETTERS, deadLettersKept);
  }

  private long count(String statement) {
    return database.transact(
        tx -> {
          try (var select = tx.connection().prepareStatement(statement);
              var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  private long delete(String statement, Duration age) {
    long all = 0;
    int some;
    do {
      some = database.transact(tx -> delete(tx.connection(), statement, age));
      all += some;
    } while (some == AT_ONCE);
    return all;
  }

  private static int delete(Connection connection, String statement, Duration age)
      throws SQLException {
    try (var delete = connection.prepareStatement(statement)) {
      delete.setLong(1, age.toSeconds());
      delete.setInt(2, AT_ONCE);
      return delete.executeUpdate();
    }
  }
}
