package dev.sequitur.reporting.query;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.reporting.export.Csv;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes runs as they are read: the database hands out some hundred rows at a time, and only when
 * the client has taken those before. So it needs the same memory for ten runs and a million.
 */
@ApplicationScoped
class RunExport {

  private static final int FETCHED = 500;
  private static final int WRITTEN = 32 * 1024;
  private static final String COLUMNS =
      """
      r.run_id, r.state, r.rule_name, r.rule_version, r.event_id, r.event_type, r.event_subject,
      r.event_key, r.accepted_at, r.decided_at, r.ended_at, r.run_no, r.generation, r.action_states,
      r.reject_code
      """;
  private static final List<String> HEAD =
      List.of(
          "runId",
          "state",
          "rule",
          "ruleVersion",
          "eventId",
          "eventType",
          "eventSubject",
          "eventKey",
          "acceptedAt",
          "decidedAt",
          "endedAt",
          "durationMicros",
          "runNo",
          "generation",
          "actionStates",
          "rejectCode");

  private final ApiDatabase database;

  RunExport(ApiDatabase database) {
    this.database = database;
  }

  /** Writes a line for each run that the filter asks for, newest first. */
  void writeCsv(String workspace, RunFilter filter, OutputStream out) {
    var conditions = filter.conditions();
    var sql =
        new StringBuilder("SELECT " + COLUMNS + " FROM " + filter.source() + " r")
            .append(" WHERE r.workspace = ?");
    conditions.texts().forEach(text -> sql.append(" AND ").append(text));
    sql.append(" ORDER BY r.accepted_at DESC, r.run_id DESC");
    var arguments = new ArrayList<Object>(List.of(workspace));
    arguments.addAll(conditions.arguments());
    database.run(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(sql.toString())) {
            for (int i = 0; i < arguments.size(); i++) {
              statement.setObject(i + 1, arguments.get(i));
            }
            // Within a transaction this makes it a cursor of the server's.
            statement.setFetchSize(FETCHED);
            write(statement, out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void write(PreparedStatement statement, OutputStream out)
      throws SQLException, IOException {
    var csv = new Csv();
    HEAD.forEach(csv::text);
    csv.end();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        line(csv, rows);
        if (csv.length() > WRITTEN) {
          out.write(csv.take().getBytes(StandardCharsets.UTF_8));
        }
      }
    }
    out.write(csv.take().getBytes(StandardCharsets.UTF_8));
  }

  private static void line(Csv csv, ResultSet row) throws SQLException {
    var acceptedAt = Rows.instant(row, "accepted_at");
    var endedAt = Rows.instantOrNull(row, "ended_at");
    var generation = row.getInt("generation");
    csv.plain(row.getString("run_id"))
        .plain(row.getString("state"))
        .text(row.getString("rule_name"))
        .plain(row.getInt("rule_version"))
        .plain(row.getString("event_id"))
        .text(row.getString("event_type"))
        .text(row.getString("event_subject"))
        .text(row.getString("event_key"))
        .plain(acceptedAt)
        .plain(Rows.instantOrNull(row, "decided_at"))
        .plain(endedAt)
        .plain(micros(acceptedAt, endedAt))
        .plain(row.getInt("run_no"))
        .plain(generation < 0 ? null : generation)
        .text(row.getString("action_states"))
        .text(row.getString("reject_code"))
        .end();
  }

  private static @Nullable Long micros(Instant from, @Nullable Instant to) {
    return to == null ? null : ChronoUnit.MICROS.between(from, to);
  }
}
