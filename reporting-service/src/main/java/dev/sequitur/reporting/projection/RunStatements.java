package dev.sequitur.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.Columns;
import dev.sequitur.reporting.projection.RunTable.Row;
import dev.sequitur.reporting.projection.RunTable.Stored;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reading and writing rows of runs. What a run is does not change; how it stands does. */
final class RunStatements {

  private static final String READ =
      """
      SELECT run_id, changes, revision, run_no, decided_at, state, generation, ended_at, reject_code,
        reject_detail, actions
      FROM runs WHERE run_id = ANY (?::uuid[])
      """;

  private static final String INSERT =
      """
      INSERT INTO runs (run_id, run_no, decided_at, revision, state, generation, ended_at, reject_code,
          reject_detail, actions, action_states, changes, workspace, rule_uid, rule_name, rule_version,
          labels, event_id, event_type, event_partition, event_offset, accepted_at, event_subject,
          event_key, trigger_uid, lingers)
      SELECT v.*, v.state = 'RUNNING' AND v.accepted_at < now() - interval '1 minute'
      FROM unnest(?::uuid[], ?::int[], ?::timestamptz[], ?::int[], ?::text[],
          ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::json[], ?::text[],
          ?::int[], ?::text[], ?::uuid[], ?::text[], ?::int[], ?::json[],
          ?::uuid[], ?::text[], ?::int[], ?::bigint[], ?::timestamptz[], ?::text[],
          ?::text[], ?::uuid[])
        AS v(run_id, run_no, decided_at, revision, state, generation, ended_at, reject_code,
          reject_detail, actions, action_states, changes, workspace, rule_uid, rule_name,
          rule_version, labels, event_id, event_type, event_partition, event_offset, accepted_at,
          event_subject, event_key, trigger_uid)
      ON CONFLICT DO NOTHING
      RETURNING run_id
      """;

  // Only over what was read.
  private static final String UPDATE =
      """
      UPDATE runs r SET run_no = v.run_no, decided_at = v.decided_at, revision = v.revision,
        state = v.state, generation = v.generation, ended_at = v.ended_at,
        reject_code = v.reject_code, reject_detail = v.reject_detail, actions = v.actions,
        action_states = v.action_states, changes = v.changes,
        lingers = v.state = 'RUNNING' AND (r.lingers OR r.accepted_at < now() - interval '1 minute')
      FROM unnest(?::uuid[], ?::int[], ?::timestamptz[], ?::int[], ?::text[],
          ?::int[], ?::timestamptz[], ?::text[], ?::text[], ?::json[], ?::text[],
          ?::int[])
        AS v(run_id, run_no, decided_at, revision, state, generation, ended_at, reject_code,
          reject_detail, actions, action_states, changes)
      WHERE r.run_id = v.run_id AND r.changes = v.changes - 1
      RETURNING r.run_id
      """;

  private static final ObjectReader ACTIONS =
      Wire.json().readerFor(new TypeReference<List<ActionChange>>() {});

  private RunStatements() {}

  /** The rows that are there, not locked. */
  static Map<UUID, Stored> read(Connection connection, List<RunChange> changes)
      throws SQLException {
    var byId = new HashMap<UUID, RunChange>();
    changes.forEach(change -> byId.put(change.runId(), change));
    try (var statement = connection.prepareStatement(READ)) {
      new Columns<>(statement, changes).uuids(RunChange::runId);
      var stored = new HashMap<UUID, Stored>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          var id = rows.getObject(1, UUID.class);
          stored.put(id, stored(rows, Objects.requireNonNull(byId.get(id))));
        }
      }
      return stored;
    }
  }

  /** Rule and event of a run are the same in all its records. */
  private static Stored stored(ResultSet row, RunChange like) throws SQLException {
    var revision = row.getInt(3);
    var decidedAt = instant(row, 5);
    var generation = row.getInt(7);
    var code = row.getString(9);
    var actions = new TreeMap<UUID, ActionChange>();
    actions(row.getString(11)).forEach(action -> actions.put(action.commandId(), action));
    var run =
        new RunChange(
            like.runId(),
            like.workspace(),
            like.rule(),
            like.event(),
            revision,
            revision < 0 || decidedAt == null
                ? null
                : new RunChange.Start(decidedAt, row.getInt(4)),
            code == null
                ? null
                : new RunChange.Rejection(
                    Objects.requireNonNull(decidedAt), code, row.getString(10)),
            generation < 0
                ? null
                : new RunEnd(
                    RunState.valueOf(row.getString(6)),
                    generation,
                    Objects.requireNonNull(instant(row, 8))),
            actions);
    return new Stored(run, row.getInt(2));
  }

  private static List<ActionChange> actions(String json) {
    try {
      return ACTIONS.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored actions that cannot be read", e);
    }
  }

  /** Writes rows that nobody else has written since they were read; gives their ids. */
  static Set<UUID> write(Connection connection, List<Row> rows) throws SQLException {
    var done = new HashSet<UUID>();
    var fresh = rows.stream().filter(row -> row.before() == null).toList();
    if (!fresh.isEmpty()) {
      try (var insert = connection.prepareStatement(INSERT)) {
        identity(standing(new Columns<>(insert, fresh)));
        addIds(insert, done);
      }
    }
    var known = rows.stream().filter(row -> row.before() != null).toList();
    if (!known.isEmpty()) {
      try (var update = connection.prepareStatement(UPDATE)) {
        standing(new Columns<>(update, known));
        addIds(update, done);
      }
    }
    return done;
  }

  private static Columns<Row> standing(Columns<Row> columns) throws SQLException {
    return columns
        .uuids(row -> row.after().runId())
        .ints(row -> row.after().runNo())
        .instants(row -> row.after().decidedAt())
        .ints(row -> row.after().revision())
        .texts(row -> row.after().state().name())
        .ints(row -> row.after().generation())
        .instants(row -> row.after().endedAt())
        .texts(row -> row.after().rejection() == null ? null : row.after().rejection().code())
        .texts(row -> row.after().rejection() == null ? null : row.after().rejection().detail())
        .json(row -> Storable.json(row.after().actions().values()))
        .texts(row -> row.after().actionStates())
        .ints(Row::changes);
  }

  private static void identity(Columns<Row> columns) throws SQLException {
    columns
        .texts(row -> row.after().workspace())
        .uuids(row -> row.after().rule().uid())
        .texts(row -> row.after().rule().name())
        .ints(row -> row.after().rule().version())
        .json(row -> Storable.json(labels(row)))
        .uuids(row -> row.after().event().id())
        .texts(row -> row.after().event().type())
        .ints(row -> row.after().event().partition())
        .longs(row -> row.after().event().offset())
        .instants(row -> row.after().event().acceptedAt())
        .texts(row -> row.after().event().subject())
        .texts(row -> row.after().event().key())
        .uuids(row -> row.after().event().trigger());
  }

  private static Map<String, String> labels(Row row) {
    return Objects.requireNonNullElse(row.after().rule().labels(), Map.of());
  }

  private static void addIds(PreparedStatement write, Set<UUID> done) throws SQLException {
    try (var ids = write.executeQuery()) {
      while (ids.next()) {
        done.add(ids.getObject(1, UUID.class));
      }
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
