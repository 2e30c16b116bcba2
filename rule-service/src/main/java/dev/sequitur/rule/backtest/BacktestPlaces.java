package dev.sequitur.rule.backtest;

import dev.sequitur.kit.database.PathDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;

/** How many backtests may wait or run, of a workspace and of all together. */
@ApplicationScoped
class BacktestPlaces {

  // One after the other within a workspace, so that two requests do not both take the last place.
  private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('backtests ' || ?))";
  private static final String OPEN =
      "SELECT count(*) FROM backtests WHERE workspace = ? AND state IN ('WAITING', 'RUNNING')";
  private static final String OPEN_OF_ALL =
      "SELECT count(*) FROM backtests WHERE state IN ('WAITING', 'RUNNING')";

  private final PathDatabase path;
  private final BacktestConfig config;

  BacktestPlaces(PathDatabase path, BacktestConfig config) {
    this.path = path;
    this.config = config;
  }

  /**
   * Whether there is a place at all.
   *
   * @throws dev.sequitur.kit.problem.Problem 429 if there is none
   */
  void requireAny() {
    if (openOfAll() >= config.ofAll()) {
      throw BacktestProblem.TOO_MANY_BACKTESTS.with("All places are taken; try again later.");
    }
  }

  private long openOfAll() {
    return path.<Long>transact(
        transaction -> {
          try (var select = transaction.connection().prepareStatement(OPEN_OF_ALL);
              var rows = select.executeQuery()) {
            rows.next();
            return rows.getLong(1);
          }
        });
  }

  /**
   * Within the transaction that takes one: whoever asks beside it waits.
   *
   * @throws dev.sequitur.kit.problem.Problem 429 if the workspace has none left
   */
  void require(Connection connection, String workspace) throws SQLException {
    try (var lock = connection.prepareStatement(ALONE)) {
      lock.setString(1, workspace);
      lock.execute();
    }
    try (var select = connection.prepareStatement(OPEN)) {
      select.setString(1, workspace);
      try (var rows = select.executeQuery()) {
        rows.next();
        if (rows.getLong(1) >= config.ofWorkspace()) {
          throw BacktestProblem.TOO_MANY_BACKTESTS.with(
              "At most " + config.ofWorkspace() + " of a workspace wait or run.");
        }
      }
    }
  }
}
