package dev.sequitur.reporting.lineage;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.RunState;
import dev.sequitur.reporting.projection.ActionChange;
import dev.sequitur.reporting.query.Rows;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the tables say of one workspace's events, runs and emissions. */
final class LineageRows {

  private static final TypeReference<List<ActionChange>> ACTIONS = new TypeReference<>() {};

  private static final String EVENTS =
      "SELECT event_id, type, accepted_at FROM events WHERE workspace = ? AND event_id = ANY (?)";
  private static final String RUNS =
      """
      SELECT run_id, event_id, event_type, rule_name, rule_version, state, actions FROM runs
      WHERE workspace = ? AND event_id = ANY (?) ORDER BY run_id LIMIT ?
      """;
  private static final String RUN =
      """
      SELECT run_id, event_id, event_type, rule_name, rule_version, state, actions FROM runs
      WHERE workspace = ? AND run_id = ANY (?)
      """;
  private static final String EMITTED_BY =
      "SELECT run_id, command_id FROM emissions WHERE workspace = ? AND event_id = ANY (?)";

  private final Connection connection;
  private final String workspace;

  LineageRows(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  record Event(String type, Instant acceptedAt) {}

  record Run(
      UUID runId,
      UUID eventId,
      String eventType,
      String rule,
      int version,
      RunState state,
      List<ActionChange> actions) {}

  record Emitter(UUID runId, UUID commandId) {}

  Map<UUID, Event> events(Collection<UUID> ids) throws SQLException {
    var events = new HashMap<UUID, Event>();
    try (var select = of(EVENTS, ids);
        var rows = select.executeQuery()) {
      while (rows.next()) {
        events.put(
            rows.getObject(1, UUID.class),
            new Event(rows.getString(2), Rows.instant(rows, "accepted_at")));
      }
    }
    return events;
  }

  /** Runs that events have started, so many at most. */
  List<Run> startedBy(Collection<UUID> events, int most) throws SQLException {
    try (var select = of(RUNS, events)) {
      select.setInt(3, most);
      return runs(select);
    }
  }

  @Nullable Run run(UUID id) throws SQLException {
    try (var select = of(RUN, List.of(id))) {
      var found = runs(select);
      return found.isEmpty() ? null : found.getFirst();
    }
  }

  /** Which command has emitted an event; null if it came from outside, or it is not known. */
  @Nullable Emitter emitter(UUID event) throws SQLException {
    try (var select = of(EMITTED_BY, List.of(event));
        var rows = select.executeQuery()) {
      return rows.next()
          ? new Emitter(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class))
          : null;
    }
  }

  private static List<Run> runs(PreparedStatement select) throws SQLException {
    var runs = new ArrayList<Run>();
    try (var rows = select.executeQuery()) {
      while (rows.next()) {
        runs.add(run(rows));
      }
    }
    return runs;
  }

  private static Run run(ResultSet row) throws SQLException {
    return new Run(
        row.getObject("run_id", UUID.class),
        row.getObject("event_id", UUID.class),
        row.getString("event_type"),
        row.getString("rule_name"),
        row.getInt("rule_version"),
        RunState.valueOf(row.getString("state")),
        Objects.requireNonNullElse(Rows.json(row, "actions", ACTIONS), List.<ActionChange>of()));
  }

  private PreparedStatement of(String sql, Collection<UUID> ids) throws SQLException {
    var select = connection.prepareStatement(sql);
    select.setString(1, workspace);
    select.setArray(2, connection.createArrayOf("uuid", ids.toArray()));
    return select;
  }
}
