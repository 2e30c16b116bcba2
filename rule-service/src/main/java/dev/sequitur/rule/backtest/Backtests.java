package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The backtests of workspaces, as requests see them. */
@ApplicationScoped
class Backtests {

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
  private final BacktestPlaces places;

  Backtests(ApiDatabase database, BacktestPlaces places) {
    this.database = database;
    this.places = places;
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
    places.requireAny();
    var id = UUID.randomUUID();
    database.run(
        rule.workspace(),
        transaction -> {
          places.require(transaction.connection(), rule.workspace());
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
              return rows.next() ? Optional.of(BacktestRow.of(rows, true)) : Optional.empty();
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
                all.add(BacktestRow.of(rows, false));
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
                events.add(new Numbered(rows.getInt(1), BacktestRow.json(rows.getString(2))));
              }
            }
            return events;
          }
        });
  }

  private static void key(PreparedStatement statement, OfRule rule, UUID id) throws SQLException {
    statement.setString(1, rule.workspace());
    statement.setObject(2, rule.uid());
    statement.setObject(3, id);
  }
}
