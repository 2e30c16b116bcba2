package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.DefinitionPublished;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Changes of triggers that are in force and not yet applied to the table of schedules. */
final class ChangeTable {

  /** Any number, the same for all replicas: changes are applied by one of them at a time. */
  private static final String TURN = "SELECT pg_try_advisory_xact_lock(5183702649)";

  // The earliest of each trigger, once what came before it was fired.
  private static final String IN_FORCE =
      """
      SELECT DISTINCT ON (c.uid) c.workspace, c.uid, c.change, c.name, c.version, c.state, c.effective_from, v.manifest->'spec'
      FROM schedule_changes c
      LEFT JOIN definition_versions v ON v.uid = c.uid AND v.version = c.version
      LEFT JOIN schedules s ON s.uid = c.uid
      WHERE c.effective_from <= now() AND (s.next_nominal_at IS NULL OR s.next_nominal_at >= c.effective_from)
      ORDER BY c.uid, c.change LIMIT ?
      """;

  private static final String STORE =
      """
      INSERT INTO schedules (workspace, uid, name, version, change, state, spec, next_nominal_at, next_due_at)
      VALUES (?, ?, ?, ?, ?, ?, ?::json, ?::timestamptz, ?::timestamptz)
      ON CONFLICT (uid) DO UPDATE SET name = EXCLUDED.name, version = EXCLUDED.version, change = EXCLUDED.change,
        state = EXCLUDED.state, spec = EXCLUDED.spec, next_nominal_at = EXCLUDED.next_nominal_at,
        next_due_at = EXCLUDED.next_due_at, waits = false
      WHERE schedules.change < EXCLUDED.change
      """;

  // What waits would keep its schedule's change from being applied: it is looked at now, and let
  // go.
  // Skip locked rows: whoever holds them may let it fire.
  private static final String RELEASE =
      """
      UPDATE schedules SET next_due_at = now() WHERE uid IN (
        SELECT s.uid FROM schedule_changes c JOIN schedules s ON s.uid = c.uid
        WHERE c.effective_from <= now() AND s.waits AND s.next_nominal_at < c.effective_from AND s.next_due_at > now()
        FOR UPDATE OF s SKIP LOCKED)
      """;

  private final Connection connection;

  ChangeTable(Connection connection) {
    this.connection = connection;
  }

  /** False while another replica applies changes; true holds until the transaction ends. */
  boolean takeTurn() throws SQLException {
    try (var select = connection.prepareStatement(TURN);
        var taken = select.executeQuery()) {
      taken.next();
      return taken.getBoolean(1);
    }
  }

  /**
   * Has schedules looked at that wait while a change of theirs is in force; true if there are any.
   */
  boolean release() throws SQLException {
    try (var update = connection.prepareStatement(RELEASE)) {
      return update.executeUpdate() > 0;
    }
  }

  List<Change> inForce(int atMost) throws SQLException {
    try (var select = connection.prepareStatement(IN_FORCE)) {
      select.setInt(1, atMost);
      var changes = new ArrayList<Change>();
      try (var found = select.executeQuery()) {
        while (found.next()) {
          changes.add(
              new Change(
                  found.getString(1),
                  found.getObject(2, UUID.class),
                  found.getLong(3),
                  found.getString(4),
                  found.getInt(5),
                  DefinitionPublished.State.valueOf(found.getString(6)),
                  found.getObject(7, OffsetDateTime.class).toInstant(),
                  found.getString(8)));
        }
      }
      return changes;
    }
  }

  /** The trigger's schedule as it is from this change on. */
  void store(Change change, @Nullable Instant nominal, @Nullable Instant due) throws SQLException {
    try (var insert = connection.prepareStatement(STORE)) {
      insert.setString(1, change.workspace());
      insert.setObject(2, change.uid());
      insert.setString(3, change.name());
      insert.setInt(4, change.version());
      insert.setLong(5, change.number());
      insert.setString(6, change.state().name());
      insert.setString(7, change.spec());
      insert.setString(8, nominal == null ? null : nominal.toString());
      insert.setString(9, due == null ? null : due.toString());
      insert.executeUpdate();
    }
  }

  /** The trigger is archived, or no schedule any more. */
  void remove(UUID uid) throws SQLException {
    delete("DELETE FROM schedules WHERE uid = ?", uid);
  }

  void applied(Change change) throws SQLException {
    try (var delete =
        connection.prepareStatement("DELETE FROM schedule_changes WHERE uid = ? AND change = ?")) {
      delete.setObject(1, change.uid());
      delete.setLong(2, change.number());
      delete.executeUpdate();
    }
  }

  private void delete(String statement, UUID uid) throws SQLException {
    try (var delete = connection.prepareStatement(statement)) {
      delete.setObject(1, uid);
      delete.executeUpdate();
    }
  }
}
