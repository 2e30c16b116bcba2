package dev.sequitur.reporting.query;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.RunState;
import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads runs with their actions. */
@ApplicationScoped
class RunQueries {

  private static final TypeReference<Map<String, String>> LABELS = new TypeReference<>() {};

  private final ApiDatabase database;

  RunQueries(ApiDatabase database) {
    this.database = database;
  }

  /**
   * Runs that the filter asks for, newest first: a page, and one more if there are further ones.
   */
  List<RunView> list(String workspace, RunFilter filter, boolean withPayload) {
    var conditions = filter.conditions();
    var sql = new StringBuilder("SELECT r.* FROM " + filter.source() + " r WHERE r.workspace = ?");
    conditions.texts().forEach(text -> sql.append(" AND ").append(text));
    sql.append(" ORDER BY r.accepted_at DESC, r.run_id DESC LIMIT ?");
    var arguments = new ArrayList<Object>(List.of(workspace));
    arguments.addAll(conditions.arguments());
    arguments.add(filter.limit() + 1);
    return read(workspace, sql.toString(), arguments, withPayload);
  }

  Optional<RunView> find(String workspace, UUID runId, boolean withPayload) {
    var sql = "SELECT r.* FROM runs r WHERE r.workspace = ? AND r.run_id = ?";
    return read(workspace, sql, List.of(workspace, runId), withPayload).stream().findFirst();
  }

  private List<RunView> read(
      String workspace, String sql, List<Object> arguments, boolean withPayload) {
    return database.<List<RunView>>in(
        workspace, transaction -> runs(transaction.connection(), sql, arguments, withPayload));
  }

  private static List<RunView> runs(
      Connection connection, String sql, List<Object> arguments, boolean withPayload)
      throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < arguments.size(); i++) {
        statement.setObject(i + 1, arguments.get(i));
      }
      var runs = new ArrayList<RunView>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          runs.add(run(rows, withPayload));
        }
      }
      return runs;
    }
  }

  private static RunView run(ResultSet row, boolean withPayload) throws SQLException {
    var generation = row.getInt("generation");
    var state = RunState.valueOf(row.getString("state"));
    return new RunView(
        row.getObject("run_id", UUID.class),
        state,
        generation < 0 ? null : generation,
        new RunView.Rule(
            row.getObject("rule_uid", UUID.class),
            row.getString("rule_name"),
            row.getInt("rule_version"),
            Objects.requireNonNullElse(Rows.json(row, "labels", LABELS), Map.of())),
        new EventReference(
            row.getObject("event_id", UUID.class),
            row.getString("event_type"),
            row.getInt("event_partition"),
            row.getLong("event_offset"),
            Rows.instant(row, "accepted_at"),
            row.getString("event_subject"),
            row.getString("event_key")),
        row.getInt("run_no"),
        Rows.instantOrNull(row, "decided_at"),
        Rows.instantOrNull(row, "ended_at"),
        state == RunState.REJECTED ? rejection(row) : null,
        ActionViews.of(row, withPayload),
        null,
        null);
  }

  private static @Nullable Failure rejection(ResultSet row) throws SQLException {
    return new Failure(row.getString("reject_code"), row.getString("reject_detail"));
  }
}
