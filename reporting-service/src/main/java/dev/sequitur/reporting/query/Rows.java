package dev.sequitur.reporting.query;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.sequitur.contracts.Wire;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Instants and JSON in rows. */
public final class Rows {

  private Rows() {}

  public static OffsetDateTime time(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  public static Instant instant(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }

  public static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
    var time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A value as JSON, for a column. */
  public static String json(Object value) {
    try {
      return Wire.json().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }

  public static <T> @Nullable T json(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    var text = row.getString(column);
    if (text == null) {
      return null;
    }
    try {
      return Wire.json().readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("stored JSON that cannot be read: " + column, e);
    }
  }
}
