package dev.sequitur.reporting.projection;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Binds rows as one array per column: a batch is one statement of a fixed shape, whatever its size.
 * Columns are bound in the order of the calls.
 */
final class Columns<R> {

  private final PreparedStatement statement;
  private final List<R> rows;
  private int index;

  Columns(PreparedStatement statement, Collection<R> rows) {
    this.statement = statement;
    this.rows = List.copyOf(rows);
  }

  /** Begins at a later parameter than the first. */
  Columns<R> from(int parameter) {
    index = parameter - 1;
    return this;
  }

  Columns<R> text(Function<R, @Nullable String> column) throws SQLException {
    return bind("text", row -> Storable.text(column.apply(row)));
  }

  Columns<R> json(Function<R, @Nullable Object> column) throws SQLException {
    return bind(
        "jsonb",
        row -> {
          var value = column.apply(row);
          return value == null ? null : Storable.json(value);
        });
  }

  /** As {@link Storable#instant}: never rounded by the database. */
  Columns<R> instants(Function<R, @Nullable Instant> column) throws SQLException {
    return bind(
        "timestamptz",
        row -> {
          var instant = column.apply(row);
          return instant == null ? null : Storable.instant(instant).toString();
        });
  }

  /** What PostgreSQL reads from its text form, such as UUIDs. */
  Columns<R> as(String type, Function<R, @Nullable Object> column) throws SQLException {
    return bind(
        type,
        row -> {
          var value = column.apply(row);
          return value == null ? null : value.toString();
        });
  }

  Columns<R> ints(ToIntFunction<R> column) throws SQLException {
    return bind("int4", column::applyAsInt);
  }

  Columns<R> longs(ToLongFunction<R> column) throws SQLException {
    return bind("int8", column::applyAsLong);
  }

  private Columns<R> bind(String type, Function<R, @Nullable Object> column) throws SQLException {
    var values = rows.stream().map(column).toArray();
    statement.setArray(++index, statement.getConnection().createArrayOf(type, values));
    return this;
  }
}
