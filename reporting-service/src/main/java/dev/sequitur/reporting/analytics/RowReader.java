package dev.sequitur.reporting.analytics;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** Asks the database on behalf of one workspace. */
@ApplicationScoped
class RowReader {

  private final ApiDatabase database;

  RowReader(ApiDatabase database) {
    this.database = database;
  }

  /** Takes a row. */
  @FunctionalInterface
  interface Each {
    void row(ResultSet row) throws SQLException;
  }

  void read(String workspace, String sql, List<Object> arguments, Each each) {
    database.<Boolean>in(
        workspace,
        transaction -> {
          try (var statement = transaction.connection().prepareStatement(sql)) {
            bind(transaction.connection(), statement, arguments);
            try (var rows = statement.executeQuery()) {
              while (rows.next()) {
                each.row(rows);
              }
            }
            return true;
          }
        });
  }

  private static void bind(
      Connection connection, PreparedStatement statement, List<Object> arguments)
      throws SQLException {
    for (int i = 0; i < arguments.size(); i++) {
      switch (arguments.get(i)) {
        case UUID[] ids -> statement.setArray(i + 1, connection.createArrayOf("uuid", ids));
        case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
        case Object one -> statement.setObject(i + 1, one);
      }
    }
  }
}
