package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.InstantText;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

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
    return texts(row -> Storable.text(column.apply(row)));
  }

  Columns<R> json(Function<R, @Nullable Object> column) throws SQLException {
    return texts(
        row -> {
          var value = column.apply(row);
          return value == null ? null : Storable.json(value);
        });
  }

  /** As {@link Storable#instant}: never rounded by the database. */
  Columns<R> instants(Function<R, @Nullable Instant> column) throws SQLException {
    return texts(
        row -> {
          var instant = column.apply(row);
          return instant == null ? null : InstantText.format(Storable.instant(instant));
        });
  }

  Columns<R> uuids(Function<R, UUID> column) throws SQLException {
    return texts(row -> column.apply(row).toString());
  }

  Columns<R> ints(ToIntFunction<R> column) throws SQLException {
    return bind("int4", rows.stream().mapToInt(column).toArray());
  }

  Columns<R> longs(ToLongFunction<R> column) throws SQLException {
    return bind("int8", rows.stream().mapToLong(column).toArray());
  }

  /** What is no text is cast from it by the statement. */
  private Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
    return bind("text", rows.stream().map(column).toArray(String[]::new));
  }

  /** Arrays of the exact type: the driver sends those in binary, without escaping their values. */
  private Columns<R> bind(String type, Object values) throws SQLException {
    statement.setArray(
        ++index, statement.getConnection().unwrap(PGConnection.class).createArrayOf(type, values));
    return this;
  }
}
