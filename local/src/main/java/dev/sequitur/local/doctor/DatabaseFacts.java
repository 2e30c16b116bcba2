package dev.sequitur.local.doctor;

import dev.sequitur.local.database.DatabaseAccess;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/** How large the database is and what it is busy with; nothing of what its rows hold. */
final class DatabaseFacts {

  private static final String TABLES =
      """
      SELECT schemaname AS schema, relname AS table, n_live_tup AS rows, n_dead_tup AS dead,
        pg_size_pretty(pg_total_relation_size(relid)) AS size, last_autovacuum::text AS vacuumed
      FROM pg_stat_user_tables ORDER BY pg_total_relation_size(relid) DESC
      """;

  /** Statements hold no values: services bind them. Ages tell what hangs. */
  private static final String SESSIONS =
      """
      SELECT usename AS role, state, wait_event_type AS waits, wait_event AS "for",
        round(extract(epoch FROM now() - xact_start)::numeric, 1) AS transaction_seconds,
        left(regexp_replace(query, '\\s+', ' ', 'g'), 120) AS statement
      FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()
      ORDER BY transaction_seconds DESC NULLS LAST
      """;

  private static final String MIGRATIONS =
      """
      SELECT '%1$s' AS schema, version, description, success FROM %1$s.flyway_schema_history
      ORDER BY installed_rank
      """;

  private DatabaseFacts() {}

  static String tables(DatabaseAccess access) throws SQLException {
    return query(access, "SELECT version()") + query(access, TABLES);
  }

  static String sessions(DatabaseAccess access) throws SQLException {
    return query(access, SESSIONS);
  }

  /** The migrations of one schema. */
  static String migrations(DatabaseAccess access, String schema) throws SQLException {
    return query(access, MIGRATIONS.formatted(schema));
  }

  /** A line for each row, its columns separated by tabs. */
  private static String query(DatabaseAccess access, String sql) throws SQLException {
    StringBuilder lines = new StringBuilder();
    try (Connection connection = access.connect();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      int columns = rows.getMetaData().getColumnCount();
      StringJoiner head = new StringJoiner("\t");
      for (int column = 1; column <= columns; column++) {
        head.add(rows.getMetaData().getColumnLabel(column));
      }
      lines.append(head).append('\n');
      while (rows.next()) {
        StringJoiner line = new StringJoiner("\t");
        for (int column = 1; column <= columns; column++) {
          line.add(String.valueOf(rows.getString(column)));
        }
        lines.append(line).append('\n');
      }
    }
    return lines.toString();
  }
}
