package dev.sequitur.notification;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Rows as the arrays of a statement with {@code unnest}, in the order of its parameters.
 *
 * @param <T> a row
 */
public record Columns<T>(List<Column<T>> columns) {

  /** A column's array type, and its value for a row. */
  public record Column<T>(String type, Function<T, ? extends @Nullable Object> value) {}

  /** Sets the arrays as the first parameters. */
  public void set(PreparedStatement statement, Connection connection, List<T> rows)
      throws SQLException {
    for (int i = 0; i < columns.size(); i++) {
      var column = columns.get(i);
      var values = new @Nullable Object[rows.size()];
      for (int row = 0; row < values.length; row++) {
        values[row] = column.value().apply(rows.get(row));
      }
      statement.setArray(i + 1, connection.createArrayOf(column.type(), values));
    }
  }
}
