package dev.sequitur.executor.deadletter;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.ledger.LedgerJson;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and marking dead letters. Row-level security limits every statement to one workspace. */
final class DeadLetterRows {

  private static final String MATCHING =
      """
      FROM dead_letters
      WHERE workspace = ? AND (?::text IS NULL OR rule_name = ?) AND (?::text IS NULL OR code = ?)
        AND (?::timestamptz IS NULL OR created_at >= ?) AND (? OR redriven_at IS NULL)
      """;

  private static final String PAGE =
      "SELECT * "
          + MATCHING
          + """
            AND (?::timestamptz IS NULL OR (created_at, command_id, generation) < (?, ?::uuid, ?))
          ORDER BY created_at DESC, command_id DESC, generation DESC LIMIT ?
          """;

  private static final String COUNT = "SELECT count(*) " + MATCHING;

  private static final String LATEST =
      "SELECT * FROM dead_letters WHERE command_id = ? ORDER BY generation DESC LIMIT 1";

  // The mark makes a redrive happen once: a second one waits for the row and then finds it marked.
  private static final String MARK =
      """
      UPDATE dead_letters SET redriven_at = now(), redriven_by = ?
      WHERE command_id = ? AND generation = ? AND redriven_at IS NULL
      """;

  private DeadLetterRows() {}

  static List<DeadLetter> page(
      Connection connection,
      String workspace,
      DeadLetterFilter filter,
      Page.@Nullable Cursor after,
      int limit)
      throws SQLException {
    try (var select = connection.prepareStatement(PAGE)) {
      var i = match(select, workspace, filter);
      select.setObject(i++, after == null ? null : utc(after.at()));
      select.setObject(i++, after == null ? null : utc(after.at()));
      select.setObject(i++, after == null ? null : after.commandId());
      select.setInt(i++, after == null ? 0 : after.generation());
      select.setInt(i, limit);
      return letters(select);
    }
  }

  static long count(Connection connection, String workspace, DeadLetterFilter filter)
      throws SQLException {
    try (var select = connection.prepareStatement(COUNT)) {
      match(select, workspace, filter);
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    }
  }

  static Optional<DeadLetter> latest(Connection connection, UUID commandId) throws SQLException {
    try (var select = connection.prepareStatement(LATEST)) {
      select.setObject(1, commandId);
      return letters(select).stream().findFirst();
    }
  }

  /** Marks a letter as redriven; false if it was already. */
  static boolean mark(Connection connection, DeadLetter letter, String principal)
      throws SQLException {
    try (var update = connection.prepareStatement(MARK)) {
      update.setString(1, principal);
      update.setObject(2, letter.commandId());
      update.setInt(3, letter.generation());
      return update.executeUpdate() == 1;
    }
  }

  private static int match(PreparedStatement select, String workspace, DeadLetterFilter filter)
      throws SQLException {
    var since = filter.since() == null ? null : utc(filter.since());
    select.setString(1, workspace);
    select.setString(2, filter.ruleName());
    select.setString(3, filter.ruleName());
    select.setString(4, filter.code());
    select.setString(5, filter.code());
    select.setObject(6, since);
    select.setObject(7, since);
    select.setBoolean(8, filter.redriven());
    return 9;
  }

  private static List<DeadLetter> letters(PreparedStatement select) throws SQLException {
    var letters = new ArrayList<DeadLetter>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        letters.add(letter(rows));
      }
    }
    return letters;
  }

  private static DeadLetter letter(ResultSet row) throws SQLException {
    return new DeadLetter(
        row.getObject("command_id", UUID.class),
        row.getInt("generation"),
        row.getString("workspace"),
        row.getObject("run_id", UUID.class),
        row.getInt("revision"),
        row.getInt("run_generation"),
        EffectState.valueOf(row.getString("state")),
        row.getString("code"),
        row.getString("detail"),
        row.getString("host"),
        Delivery.valueOf(row.getString("delivery")),
        row.getInt("changed_generation"),
        LedgerJson.call(row.getString("request")),
        LedgerJson.starter(row.getString("starter")),
        LedgerJson.event(row.getString("event")),
        LedgerJson.attempts(row.getString("attempts")),
        row.getString("trace_parent"),
        row.getObject("decided_at", OffsetDateTime.class).toInstant(),
        row.getObject("created_at", OffsetDateTime.class).toInstant(),
        instant(row.getObject("redriven_at", OffsetDateTime.class)),
        row.getString("redriven_by"));
  }

  private static @Nullable Instant instant(@Nullable OffsetDateTime at) {
    return at == null ? null : at.toInstant();
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
