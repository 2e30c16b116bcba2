package dev.sequitur.executor.action.sql;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * The row that says that an effect was done, in the target's own transaction. Two attempts at one
 * effect meet at its primary key: the later waits for the earlier to end.
 */
final class Marker {

  /** Of the workspace, the key and the step; to be found in the documentation too. */
  static final String DEFINITION =
      """
      CREATE TABLE IF NOT EXISTS %s (
        workspace  text        NOT NULL,
        target_key text        NOT NULL,
        run_id     uuid        NOT NULL,
        step       text        NOT NULL,
        changed    bigint,
        applied_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace, target_key)
      )""";

  private final SqlCalls.Session session;
  private final String table;

  Marker(SqlCalls.Session session) {
    this.session = session;
    // Checked when the connection was saved: a name, or schema and name, and nothing else.
    this.table = session.open().connection().text("markerTable", "sequitur_effects");
  }

  String table() {
    return table;
  }

  /** Whether there is a table for it; makes it where the connection allows that. */
  boolean isThere() throws SQLException {
    if (exists()) {
      return true;
    }
    if (!session.open().connection().isTrue("createMarkerTable")) {
      return false;
    }
    try (var create = session.jdbc().createStatement()) {
      // Two that make it at once would fail on each other's catalogue rows.
      create.execute("SELECT pg_advisory_xact_lock(hashtext('sequitur.marker'))");
      create.execute(DEFINITION.formatted(table));
    }
    return true;
  }

  /** Sets it; false if it was set already. */
  boolean set() throws SQLException {
    var insert =
        "INSERT INTO "
            + table
            + " (workspace, target_key, run_id, step) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT DO NOTHING";
    var context = session.context();
    try (var statement = session.jdbc().prepareStatement(insert)) {
      statement.setString(1, context.workspace());
      statement.setString(2, context.targetKey());
      statement.setObject(3, context.runId());
      statement.setString(4, context.step());
      return statement.executeUpdate() == 1;
    }
  }

  void note(long changed) throws SQLException {
    var update = "UPDATE " + table + " SET changed = ? WHERE workspace = ? AND target_key = ?";
    try (var statement = session.jdbc().prepareStatement(update)) {
      statement.setLong(1, changed);
      statement.setString(2, session.context().workspace());
      statement.setString(3, session.context().targetKey());
      statement.executeUpdate();
    }
  }

  /** How many rows the effect changed when it was done. */
  @Nullable Long changed() throws SQLException {
    var select = "SELECT changed FROM " + table + " WHERE workspace = ? AND target_key = ?";
    try (var statement = session.jdbc().prepareStatement(select)) {
      statement.setString(1, session.context().workspace());
      statement.setString(2, session.context().targetKey());
      try (var rows = statement.executeQuery()) {
        return rows.next() ? (Long) rows.getObject(1) : null;
      }
    }
  }

  private boolean exists() throws SQLException {
    try (var look = session.jdbc().prepareStatement("SELECT to_regclass(?::text) IS NOT NULL")) {
      look.setString(1, table);
      try (var rows = look.executeQuery()) {
        return rows.next() && rows.getBoolean(1);
      }
    }
  }
}
