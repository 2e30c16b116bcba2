package dev.sequitur.rule.backtest;

import dev.sequitur.contracts.Wire;
import dev.sequitur.rule.backtest.BacktestQueue.Claimed;
import dev.sequitur.rule.backtest.BacktestQueue.Ending;
import dev.sequitur.rule.backtest.domain.Shown;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** How a backtest ended, written down. */
final class EndingRows {

  private static final String END =
      """
      UPDATE backtests SET state = ?, finished_at = now(), done = ?, code = ?, detail = ?,
        result = ?::json, lease_until = NULL
      WHERE backtest_id = ? AND owner = ? AND state = 'RUNNING'
      """;
  private static final String EVENT =
      """
      INSERT INTO backtest_events (backtest_id, workspace, kind, number, detail)
      VALUES (?, ?, ?, ?, ?::json)
      """;

  private EndingRows() {}

  /** False if somebody else has declared it over. */
  static boolean ended(Connection connection, Claimed one, Ending ending) throws SQLException {
    try (var update = connection.prepareStatement(END)) {
      update.setString(1, ending.state().name());
      update.setLong(2, ending.done());
      update.setString(3, ending.code());
      update.setString(4, ending.detail());
      update.setString(5, ending.result() == null ? null : storable(ending.result()));
      update.setObject(6, one.id());
      update.setString(7, one.owner());
      return update.executeUpdate() == 1;
    }
  }

  /** Keeps the events that are shown of it. */
  static void show(Connection connection, Claimed one, Map<Shown.Kind, List<Shown>> shown)
      throws SQLException {
    for (var kind : shown.entrySet()) {
      show(connection, one, kind.getKey(), kind.getValue());
    }
  }

  private static void show(Connection connection, Claimed one, Shown.Kind kind, List<Shown> events)
      throws SQLException {
    try (var insert = connection.prepareStatement(EVENT)) {
      int number = 0;
      for (var event : events) {
        insert.setObject(1, one.id());
        insert.setString(2, one.workspace());
        insert.setString(3, kind.name());
        insert.setInt(4, ++number);
        insert.setString(5, storable(event));
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  private static String storable(Object value) {
    return new String(Wire.write(value), StandardCharsets.UTF_8);
  }
}
