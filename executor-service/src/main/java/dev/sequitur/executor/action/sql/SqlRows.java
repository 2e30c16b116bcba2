package dev.sequitur.executor.action.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.Redaction;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a query gives, as JSON: so many rows and so many bytes of it. */
final class SqlRows {

  /** Bytes that are kept, about. */
  static final int MOST_BYTES = 64 * 1024;

  private SqlRows() {}

  /**
   * Reads rows.
   *
   * @param secrets to be struck out of texts
   */
  static Map<String, @Nullable Object> read(ResultSet result, int most, List<String> secrets)
      throws SQLException {
    var columns = result.getMetaData();
    var rows = new ArrayList<Map<String, @Nullable Object>>();
    var bytes = 0;
    var truncated = false;
    while (result.next()) {
      Map<String, @Nullable Object> row = new LinkedHashMap<>();
      for (int i = 1; i <= columns.getColumnCount(); i++) {
        row.put(columns.getColumnLabel(i), value(result, i, columns.getColumnType(i), secrets));
      }
      bytes += Wire.write(row).length;
      if (rows.size() == most || bytes > MOST_BYTES) {
        truncated = true;
        break;
      }
      rows.add(row);
    }
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("rows", rows);
    output.put("count", rows.size());
    output.put("truncated", truncated);
    return output;
  }

  private static @Nullable Object value(
      ResultSet result, int column, int type, List<String> secrets) throws SQLException {
    var text = result.getString(column);
    if (text == null) {
      return null;
    }
    return switch (type) {
      case Types.BIT, Types.BOOLEAN -> result.getBoolean(column);
      case Types.SMALLINT, Types.INTEGER, Types.BIGINT -> result.getLong(column);
      case Types.REAL, Types.DOUBLE -> number(result.getDouble(column), text);
      case Types.NUMERIC, Types.DECIMAL -> decimal(text);
      case Types.OTHER -> json(Redaction.strike(text, secrets), result, column);
      default -> Redaction.strike(text, secrets);
    };
  }

  /** JSON has no NaN and no infinities. */
  private static Object number(double number, String text) {
    return Double.isFinite(number) ? (Object) number : text;
  }

  /** Exact: a number of more digits than readers take stays a text, and so does NaN. */
  private static Object decimal(String text) {
    return text.length() <= 90 && !text.isEmpty() && "-0123456789".indexOf(text.charAt(0)) >= 0
        ? new java.math.BigDecimal(text)
        : text;
  }

  private static Object json(String text, ResultSet result, int column) throws SQLException {
    var type = result.getMetaData().getColumnTypeName(column);
    if (!type.equals("json") && !type.equals("jsonb")) {
      return text;
    }
    try {
      return Wire.json().readValue(text, Object.class);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return text;
    }
  }
}
