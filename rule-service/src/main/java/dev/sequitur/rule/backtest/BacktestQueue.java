package dev.sequitur.rule.backtest;

import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.rule.backtest.domain.Shown;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Backtests as those see them that run them: claimed under a lease, ended once. */
@ApplicationScoped
class BacktestQueue {

  private static final String CLAIM =
      """
      UPDATE backtests SET state = 'RUNNING', owner = ?, started_at = now(),
        lease_until = now() + make_interval(secs => ?)
      WHERE backtest_id = (SELECT backtest_id FROM backtests WHERE state = 'WAITING'
        ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING backtest_id, workspace, request
      """;
  private static final String BEAT =
      """
      UPDATE backtests SET lease_until = now() + make_interval(secs => ?), done = ?, total = ?
      WHERE backtest_id = ? AND owner = ? AND state = 'RUNNING' RETURNING cancelled
      """;
  private static final String LAPSE =
      """
      UPDATE backtests SET state = 'FAILED', finished_at = now(), code = 'BACKTEST_INTERRUPTED',
        detail = 'Whoever ran the backtest was stopped.', lease_until = NULL
      WHERE state = 'RUNNING' AND lease_until < now()
      """;
  private static final String PURGE =
      """
      DELETE FROM backtests WHERE backtest_id IN (SELECT backtest_id FROM backtests
        WHERE requested_at < now() - make_interval(secs => ?)
          AND state NOT IN ('WAITING', 'RUNNING') LIMIT 100)
      """;

  private final PathDatabase database;

  BacktestQueue(PathDatabase database) {
    this.database = database;
  }

  /** One that is ours to run. */
  record Claimed(UUID id, String workspace, BacktestRequest request, String owner) {}

  /** How far it is. */
  record Progress(long done, long total) {}

  /** What is to become of one that runs. */
  enum Standing {
    GOES_ON,
    CANCELLED,
    /** Somebody else has declared it over. */
    LOST
  }

  /**
   * How it ended.
   *
   * @param result null if nothing was found out
   */
  record Ending(
      Backtest.State state,
      long done,
      @Nullable String code,
      @Nullable String detail,
      @Nullable BacktestResult result,
      Map<Shown.Kind, List<Shown>> shown) {}

  /** The one that has waited longest. */
  Optional<Claimed> claim(String owner, Duration lease) {
    return database.<Optional<Claimed>>transact(
        transaction -> {
          try (var update = transaction.connection().prepareStatement(CLAIM)) {
            update.setString(1, owner);
            update.setDouble(2, seconds(lease));
            try (var rows = update.executeQuery()) {
              return rows.next()
                  ? Optional.of(
                      new Claimed(
                          rows.getObject(1, UUID.class),
                          rows.getString(2),
                          Wire.read(
                              rows.getString(3).getBytes(StandardCharsets.UTF_8),
                              BacktestRequest.class),
                          owner))
                  : Optional.empty();
            }
          }
        });
  }

  Standing beat(Claimed one, Progress progress, Duration lease) {
    return database.<Standing>transact(
        transaction -> {
          try (var update = transaction.connection().prepareStatement(BEAT)) {
            update.setDouble(1, seconds(lease));
            update.setLong(2, progress.done());
            update.setLong(3, progress.total());
            update.setObject(4, one.id());
            update.setString(5, one.owner());
            try (var rows = update.executeQuery()) {
              return !rows.next()
                  ? Standing.LOST
                  : rows.getBoolean(1) ? Standing.CANCELLED : Standing.GOES_ON;
            }
          }
        });
  }

  /** Ends it with all that is shown of it, in one transaction; nothing happens if it is lost. */
  void end(Claimed one, Ending ending) {
    database.run(
        transaction -> {
          var connection = transaction.connection();
          if (EndingRows.ended(connection, one, ending)) {
            EndingRows.show(connection, one, ending.shown());
          }
        });
  }

  /** Those whose runner is not heard of any more have failed. */
  int lapse() {
    return database.<Integer>transact(
        transaction -> {
          try (var update = transaction.connection().prepareStatement(LAPSE)) {
            return update.executeUpdate();
          }
        });
  }

  /** Removes some of those that are older. */
  int purge(Duration kept) {
    return database.<Integer>transact(
        transaction -> {
          try (var delete = transaction.connection().prepareStatement(PURGE)) {
            delete.setDouble(1, seconds(kept));
            return delete.executeUpdate();
          }
        });
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1_000.0;
  }
}
