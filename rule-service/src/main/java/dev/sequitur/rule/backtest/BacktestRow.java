package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the table of backtests, read. */
final class BacktestRow {

  private BacktestRow() {}

  /**
   * The backtest of a row.
   *
   * @param withResult whether what it has found is wanted, which is much
   */
  static Backtest of(ResultSet row, boolean withResult) throws SQLException {
    var request =
        Wire.read(row.getString("request").getBytes(StandardCharsets.UTF_8), BacktestRequest.class);
    var total = row.getLong("total");
    var result = withResult ? row.getString("result") : null;
    return new Backtest(
        row.getObject("backtest_id", UUID.class),
        request.subject().name(),
        request.subject().version(),
        request.other() == null ? null : request.other().version(),
        request.from(),
        request.to(),
        request.limit(),
        request.conditions(),
        Backtest.State.valueOf(row.getString("state")),
        row.getLong("done"),
        total == 0 ? null : total,
        row.getObject("requested_at", OffsetDateTime.class).toInstant(),
        row.getString("requested_by"),
        instant(row, "started_at"),
        instant(row, "finished_at"),
        row.getString("code"),
        row.getString("detail"),
        result == null ? null : json(result));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    var at = row.getObject(column, OffsetDateTime.class);
    return at == null ? null : at.toInstant();
  }

  static JsonNode json(String text) {
    return Wire.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
