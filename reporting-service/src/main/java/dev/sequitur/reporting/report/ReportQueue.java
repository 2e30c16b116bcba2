package dev.sequitur.reporting.report;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.reporting.query.Rows;
import dev.sequitur.reporting.report.domain.Announcement;
import dev.sequitur.reporting.report.domain.Cause;
import dev.sequitur.reporting.report.domain.Period;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports that wait, and what becomes of them, as rows. */
final class ReportQueue {

  private static final String NEXT =
      """
      SELECT report_id, attempts FROM reports
      WHERE state = 'WAITING' AND range_to <= ? AND (retry_at IS NULL OR retry_at <= now())
      ORDER BY requested_at LIMIT 1 FOR UPDATE SKIP LOCKED
      """;
  private static final String READ = "SELECT * FROM reports WHERE report_id = ?";
  private static final String MADE =
      """
      UPDATE reports SET state = 'MADE', made_at = now(), positions = ?::json, digest = ?, data = ?,
        delivery = ?, run_id = ?, failure = NULL, retry_at = NULL
      WHERE report_id = ?
      """;
  private static final String RETRY =
      """
      UPDATE reports SET attempts = attempts + 1, failure = ?,
        retry_at = now() + make_interval(secs => ?)
      WHERE report_id = ? AND state = 'WAITING' AND attempts = ?
      """;
  private static final String FAILED =
      """
      UPDATE reports SET state = 'FAILED', attempts = attempts + 1, made_at = now(), failure = ?,
        retry_at = NULL
      WHERE report_id = ? AND state = 'WAITING' AND attempts = ?
      """;
  private static final String PURGE =
      "DELETE FROM reports WHERE requested_at < now() - make_interval(secs => ?)";

  private ReportQueue() {}

  /**
   * One that waits, and is locked.
   *
   * @param attempts that failed
   * @param waiting null until it is read
   */
  record Ticket(UUID id, int attempts, @Nullable Waiting waiting) {}

  /**
   * What one that waits is to say.
   *
   * @param cause null if somebody asked for it
   */
  record Waiting(
      UUID id,
      String workspace,
      Reports.Template template,
      Period.Range range,
      SortedMap<String, String> parameters,
      @Nullable Cause cause) {

    /** What can be said of it; null if nobody waits to hear of it. */
    Announcement.@Nullable Subject subject() {
      return cause == null
          ? null
          : new Announcement.Subject(
              id, workspace, template.name(), template.version(), range, parameters, cause);
    }
  }

  /** What a report came out as. */
  record Result(
      SortedMap<String, Long> positions,
      String digest,
      String data,
      Delivering.@Nullable State delivery,
      @Nullable UUID run) {}

  /** The one that has waited longest, of those that can be made now; it is locked. */
  static @Nullable Ticket next(Connection connection, Instant known) throws SQLException {
    try (var statement = connection.prepareStatement(NEXT)) {
      statement.setObject(1, Rows.time(known));
      try (var rows = statement.executeQuery()) {
        return rows.next() ? new Ticket(rows.getObject(1, UUID.class), rows.getInt(2), null) : null;
      }
    }
  }

  /** What the report is to say; throws if the row cannot be read. */
  static Ticket read(Connection connection, Ticket ticket) throws SQLException {
    try (var statement = connection.prepareStatement(READ)) {
      statement.setObject(1, ticket.id());
      try (var rows = statement.executeQuery()) {
        rows.next();
        return new Ticket(ticket.id(), ticket.attempts(), waiting(rows));
      }
    }
  }

  static void made(Connection connection, UUID id, Result result) throws SQLException {
    try (var statement = connection.prepareStatement(MADE)) {
      statement.setString(1, Rows.json(result.positions()));
      statement.setString(2, result.digest());
      statement.setString(3, result.data());
      statement.setString(4, result.delivery() == null ? null : result.delivery().name());
      statement.setObject(5, result.run());
      statement.setObject(6, id);
      statement.executeUpdate();
    }
  }

  static void retry(Connection connection, Ticket ticket, String failure, Duration pause)
      throws SQLException {
    try (var statement = connection.prepareStatement(RETRY)) {
      statement.setString(1, failure);
      statement.setDouble(2, pause.toMillis() / 1_000.0);
      statement.setObject(3, ticket.id());
      statement.setInt(4, ticket.attempts());
      statement.executeUpdate();
    }
  }

  /** False if somebody else has dealt with it meanwhile. */
  static boolean failed(Connection connection, Ticket ticket, String failure) throws SQLException {
    try (var statement = connection.prepareStatement(FAILED)) {
      statement.setString(1, failure);
      statement.setObject(2, ticket.id());
      statement.setInt(3, ticket.attempts());
      return statement.executeUpdate() == 1;
    }
  }

  static void purge(Connection connection, Duration retention) throws SQLException {
    try (var statement = connection.prepareStatement(PURGE)) {
      statement.setDouble(1, retention.toSeconds());
      statement.executeUpdate();
    }
  }

  private static Waiting waiting(ResultSet row) throws SQLException {
    return new Waiting(
        row.getObject("report_id", UUID.class),
        row.getString("workspace"),
        new Reports.Template(
            row.getString("definition"),
            row.getInt("version"),
            json(row, "spec", new TypeReference<Map<String, @Nullable Object>>() {})),
        new Period.Range(Rows.instant(row, "range_from"), Rows.instant(row, "range_to")),
        json(row, "parameters", new TypeReference<TreeMap<String, String>>() {}),
        Rows.json(row, "cause", new TypeReference<Cause>() {}));
  }

  private static <T> T json(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    return Objects.requireNonNull(Rows.json(row, column, type));
  }
}
