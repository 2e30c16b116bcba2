package dev.sequitur.reporting.projection;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectReader;
import dev.sequitur.contracts.EffectSettled.RunEnd;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Wire;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of runs. A change is folded into what is stored here and not by SQL, so there is one
 * meaning of "together": {@link RunChange#plus}. Nothing is locked while it is read; a row that
 * another replica wrote meanwhile is not overwritten but read again, and by then it is locked.
 */
final class RunTable {

  private static final String READ =
      """
      SELECT run_id, changes, revision, run_no, decided_at, state, generation, ended_at, reject_code,
        reject_detail, actions
      FROM runs WHERE run_id = ANY (?::text[]::uuid[])
      """;

  // What a run is does not change; how it stands does.
  private static final String WRITE =
      """
      INSERT INTO runs AS r (run_id, workspace, rule_uid, rule_name, rule_version, labels, event_id,
          event_type, event_partition, event_offset, accepted_at, event_subject, event_key, run_no,
          decided_at, revision, state, generation, ended_at, reject_code, reject_detail, actions,
          action_states, changes, lingers)
      SELECT v.*, v.state = 'RUNNING' AND v.accepted_at < now() - interval '1 minute'
      FROM unnest(?::text[]::uuid[], ?::text[], ?::text[]::uuid[], ?::text[], ?::int[],
          ?::text[]::json[], ?::text[]::uuid[], ?::text[], ?::int[], ?::bigint[],
          ?::text[]::timestamptz[], ?::text[], ?::text[], ?::int[], ?::text[]::timestamptz[],
          ?::int[], ?::text[], ?::int[], ?::text[]::timestamptz[], ?::text[], ?::text[],
          ?::text[]::json[], ?::text[], ?::int[])
        AS v(run_id, workspace, rule_uid, rule_name, rule_version, labels, event_id, event_type,
          event_partition, event_offset, accepted_at, event_subject, event_key, run_no, decided_at,
          revision, state, generation, ended_at, reject_code, reject_detail, actions, action_states,
          changes)
      ON CONFLICT (run_id) DO UPDATE SET
        run_no = excluded.run_no,
        decided_at = excluded.decided_at,
        revision = excluded.revision,
        state = excluded.state,
        generation = excluded.generation,
        ended_at = excluded.ended_at,
        reject_code = excluded.reject_code,
        reject_detail = excluded.reject_detail,
        actions = excluded.actions,
        action_states = excluded.action_states,
        changes = excluded.changes,
        lingers = (r.lingers OR excluded.lingers) AND excluded.state = 'RUNNING'
      WHERE r.changes = excluded.changes - 1
      RETURNING run_id
      """;

  private static final ObjectReader ACTIONS =
      Wire.json().readerFor(new TypeReference<List<ActionChange>>() {});

  private RunTable() {}

  /**
   * What became of a row that was written.
   *
   * @param before null if it is new
   */
  record Written(
      UUID runId,
      String workspace,
      UUID ruleUid,
      String ruleName,
      int ruleVersion,
      @Nullable Status before,
      Status after) {}

  /** What the hourly counts depend on. */
  record Status(@Nullable Instant decidedAt, RunState state) {

    private static Status of(RunChange run) {
      return new Status(run.decidedAt(), run.state());
    }
  }

  private record Stored(RunChange run, int changes) {}

  private record Row(@Nullable RunChange before, RunChange after, int changes) {

    Written written() {
      return new Written(
          after.runId(),
          after.workspace(),
          after.rule().uid(),
          after.rule().name(),
          after.rule().version(),
          before == null ? null : Status.of(before),
          Status.of(after));
    }
  }

  /**
   * Adds the changes to their rows; one that brings nothing new is not written and not answered.
   *
   * @param changes in the order of their ids, as all writers have it
   */
  static List<Written> merge(Connection connection, Collection<RunChange> changes)
      throws SQLException {
    var written = new ArrayList<Written>(changes.size());
    var left = List.copyOf(changes);
    while (!left.isEmpty()) {
      var rows = together(left, read(connection, left));
      var done = write(connection, rows);
      rows.stream()
          .filter(r -> done.contains(r.after().runId()))
          .forEach(r -> written.add(r.written()));
      left = outrun(left, rows, done);
    }
    return written;
  }

  private static List<Row> together(List<RunChange> changes, Map<UUID, Stored> stored) {
    var rows = new ArrayList<Row>(changes.size());
    for (var change : changes) {
      var known = stored.get(change.runId());
      if (known == null) {
        rows.add(new Row(null, change, 1));
      } else {
        var sum = known.run().plus(change);
        if (!sum.equals(known.run())) {
          rows.add(new Row(known.run(), sum, known.changes() + 1));
        }
      }
    }
    return rows;
  }

  /** Changes to rows that somebody else wrote between our reading and our writing. */
  private static List<RunChange> outrun(List<RunChange> changes, List<Row> rows, Set<UUID> done) {
    if (done.size() == rows.size()) {
      return List.of();
    }
    var missed = new HashSet<UUID>();
    rows.forEach(row -> missed.add(row.after().runId()));
    missed.removeAll(done);
    return changes.stream().filter(change -> missed.contains(change.runId())).toList();
  }

  private static Map<UUID, Stored> read(Connection connection, List<RunChange> changes)
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

  private static Set<UUID> write(Connection connection, List<Row> rows) throws SQLException {
    if (rows.isEmpty()) {
      return Set.of();
    }
    try (var statement = connection.prepareStatement(WRITE)) {
      new Columns<>(statement, rows)
          .uuids(row -> row.after().runId())
          .text(row -> row.after().workspace())
          .uuids(row -> row.after().rule().uid())
          .text(row -> row.after().rule().name())
          .ints(row -> row.after().rule().version())
          .json(row -> Objects.requireNonNullElse(row.after().rule().labels(), Map.of()))
          .uuids(row -> row.after().event().id())
          .text(row -> row.after().event().type())
          .ints(row -> row.after().event().partition())
          .longs(row -> row.after().event().offset())
          .instants(row -> row.after().event().acceptedAt())
          .text(row -> row.after().event().subject())
          .text(row -> row.after().event().key())
          .ints(row -> row.after().runNo())
          .instants(row -> row.after().decidedAt())
          .ints(row -> row.after().revision())
          .text(row -> row.after().state().name())
          .ints(row -> row.after().generation())
          .instants(row -> row.after().endedAt())
          .text(row -> row.after().rejection() == null ? null : row.after().rejection().code())
          .text(row -> row.after().rejection() == null ? null : row.after().rejection().detail())
          .json(row -> row.after().actions().values())
          .text(row -> row.after().actionStates())
          .ints(Row::changes);
      var done = new HashSet<UUID>();
      try (var ids = statement.executeQuery()) {
        while (ids.next()) {
          done.add(ids.getObject(1, UUID.class));
        }
      }
      return done;
    }
  }

  private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
