package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The backtests of workspaces, as requests see them. */
@ApplicationScoped
class Backtests {

  // One after the other within a workspace, so that two requests do not both take the last place.
  private static final String ALONE = "SELECT pg_advisory_xact_lock(hashtext('backtests ' || ?))";
  private static final String OPEN =
      "SELECT count(*) FROM backtests WHERE workspace = ? AND state IN ('WAITING', 'RUNNING')";
  private static final String OPEN_OF_ALL =
      "SELECT count(*) FROM backtests WHERE state IN ('WAITING', 'RUNNING')";
  private static final String INSERT =
      """
      INSERT INTO backtests (backtest_id, workspace, rule_uid, request, state, requested_by)
      VALUES (?, ?, ?, ?::json, 'WAITING', ?)
      """;
  private static final String ONE =
      "SELECT * FROM backtests WHERE workspace = ? AND rule_uid = ? AND backtest_id = ?";
  private static final String LIST =
      """
      SELECT * FROM backtests WHERE workspace = ? AND rule_uid = ?
        AND (?::uuid IS NULL OR (requested_at, backtest_id) <
          (SELECT requested_at, backtest_id FROM backtests WHERE backtest_id = ?))
      ORDER BY requested_at DESC, backtest_id DESC LIMIT ?
      """;
  private static final String CANCEL =
      """
      UPDATE backtests SET cancelled = true,
        state = CASE state WHEN 'WAITING' THEN 'CANCELLED' ELSE state END,
        finished_at = CASE state WHEN 'WAITING' THEN now() END
      WHERE workspace = ? AND rule_uid = ? AND backtest_id = ? AND state IN ('WAITING', 'RUNNING')
      """;
  private static final String EVENTS =
      """
      SELECT number, detail FROM backtest_events
      WHERE workspace = ? AND backtest_id = ? AND kind = ? AND number > ? ORDER BY number LIMIT ?
      """;

  private final ApiDatabase database;
  private final PathDatabase path;
  private final BacktestConfig config;

  Backtests(ApiDatabase database, PathDatabase path, BacktestConfig config) {
    this.database = database;
    this.path = path;
    this.config = config;
  }

  /** Whose backtests. */
  record OfRule(String workspace, UUID uid) {}

  /** An event that is shown, with its number within its kind. */
  record Numbered(int number, JsonNode detail) {}

  /**
   * Puts one into the queue.
   *
   * @throws dev.sequitur.kit.problem.Problem 429 if enough of them wait or run
   */
  UUID add(OfRule rule, BacktestRequest request, String principal) {
    if (openOfAll() >= config.ofAll()) {
      throw BacktestProblem.TOO_MANY_BACKTESTS.with("All places are taken; try again later.");
    }
    var id = UUID.randomUUID();
    database.run(
        rule.workspace(),
        transaction -> {
          requirePlace(transaction.connection(), rule.workspace());
          try (var insert = transaction.connection().prepareStatement(INSERT)) {
            insert.setObject(1, id);
            insert.setString(2, rule.workspace());
            insert.setObject(3, rule.uid());
            insert.setString(4, new String(Wire.write(request), StandardCharsets.UTF_8));
            insert.setString(5, principal);
            insert.executeUpdate();
          }
        });
    return id;
  }

  Optional<Backtest> find(OfRule rule, UUID id) {
    return database.<Optional<Backtest>>in(
        rule.workspace(),
        transaction -> {
          try (var select = transaction.connection().prepareStatement(ONE)) {
            key(select, rule, id);
            try (var rows = select.executeQuery()) {
              return rows.next() ? Optional.of(backtest(rows, true)) : Optional.empty();
            }
          }
        });
  }

  /** The newest first, without their results. */
  List<Backtest> list(OfRule rule, @Nullable UUID after, int limit) {
    return database.<List<Backtest>>in(
        rule.workspace(),
        transaction -> {
          try (var select = transaction.connection().prepareStatement(LIST)) {
            select.setString(1, rule.workspace());
            select.setObject(2, rule.uid());
            select.setObject(3, after);
            select.setObject(4, after);
            select.setInt(5, limit);
            var all = new ArrayList<Backtest>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                all.add(backtest(rows, false));
              }
            }
            return all;
          }
        });
  }

  /** One that waits is over at once, one that runs soon. False if it is over already. */
  boolean cancel(OfRule rule, UUID id) {
    return database.<Boolean>in(
        rule.workspace(),
        transaction -> {
          try (var update = transaction.connection().prepareStatement(CANCEL)) {
            key(update, rule, id);
            return update.executeUpdate() == 1;
          }
        });
  }

  List<Numbered> events(String workspace, UUID id, String kind, int after, int limit) {
    return database.<List<Numbered>>in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(EVENTS)) {
            select.setString(1, workspace);
            select.setObject(2, id);
            select.setString(3, kind);
            select.setInt(4, after);
            select.setInt(5, limit);
            var events = new ArrayList<Numbered>();
            try (var rows = select.executeQuery()) {
              while (rows.next()) {
                events.add(new Numbered(rows.getInt(1), json(rows.getString(2))));
              }
            }
            return events;
          }
        });
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

  private void requirePlace(Connection connection, String workspace) throws SQLException {
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

  private static void key(PreparedStatement statement, OfRule rule, UUID id) throws SQLException {
    statement.setString(1, rule.workspace());
    statement.setObject(2, rule.uid());
    statement.setObject(3, id);
  }

  private static Backtest backtest(ResultSet row, boolean withResult) throws SQLException {
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

  private static JsonNode json(String text) {
    return Wire.read(text.getBytes(StandardCharsets.UTF_8), JsonNode.class);
  }
}
