package dev.sequitur.kit.database;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.BaseConnection;
import org.postgresql.core.Oid;
import org.postgresql.jdbc.PgArray;

/**
 * Binds rows as one array per column: a batch is one statement of a fixed shape, whatever its size,
 * prepared once and sent in one trip. Columns are bound in the order of the calls.
 *
 * <p>Arrays are sent in the database's own form: the driver would send ids and instants as text,
 * which costs more to write and far more to read.
 */
public final class Columns<R> {

  private static final Instant EPOCH_OF_DATABASE = Instant.parse("2000-01-01T00:00:00Z");

  private final PreparedStatement statement;
  private final List<R> rows;
  private int index;

  /** Binds from the first parameter on. */
  public Columns(PreparedStatement statement, Collection<R> rows) {
    this.statement = statement;
    this.rows = List.copyOf(rows);
  }

  /** Goes on at another parameter, from 1. */
  public Columns<R> from(int parameter) {
    index = parameter - 1;
    return this;
  }

  /** One value that is the same for all rows. */
  public Columns<R> single(String value) throws SQLException {
    statement.setString(++index, value);
    return this;
  }

  /** {@code uuid[]}. */
  public Columns<R> uuids(Function<R, @Nullable UUID> column) throws SQLException {
    var array = array(Oid.UUID);
    for (var row : rows) {
      var id = column.apply(row);
      if (id == null) {
        array.none();
      } else {
        array.longs(id.getMostSignificantBits(), id.getLeastSignificantBits());
      }
    }
    return bind(Oid.UUID_ARRAY, array);
  }

  /**
   * {@code text[]}. What the database cannot keep is replaced: U+0000, and half of a surrogate
   * pair.
   */
  public Columns<R> texts(Function<R, @Nullable String> column) throws SQLException {
    var array = array(Oid.TEXT);
    for (var row : rows) {
      var text = column.apply(row);
      if (text == null) {
        array.none();
      } else {
        array.bytes(StorableText.bytes(text));
      }
    }
    return bind(Oid.TEXT_ARRAY, array);
  }

  /** {@code json[]}, each as UTF-8. */
  public Columns<R> json(Function<R, byte @Nullable []> column) throws SQLException {
    var array = array(Oid.JSON);
    for (var row : rows) {
      var json = column.apply(row);
      if (json == null) {
        array.none();
      } else {
        array.bytes(json);
      }
    }
    return bind(Oid.JSON_ARRAY, array);
  }

  /** {@code timestamptz[]}, cut to the microsecond: the database would round. */
  public Columns<R> instants(Function<R, @Nullable Instant> column) throws SQLException {
    var array = array(Oid.TIMESTAMPTZ);
    for (var row : rows) {
      var instant = column.apply(row);
      if (instant == null) {
        array.none();
      } else {
        array.longs(microsSince2000(instant));
      }
    }
    return bind(Oid.TIMESTAMPTZ_ARRAY, array);
  }

  /** {@code int[]}. */
  public Columns<R> ints(ToIntFunction<R> column) throws SQLException {
    var array = array(Oid.INT4);
    for (var row : rows) {
      array.integer(column.applyAsInt(row));
    }
    return bind(Oid.INT4_ARRAY, array);
  }

  /** {@code bigint[]}. */
  public Columns<R> longs(ToLongFunction<R> column) throws SQLException {
    return nullableLongs(row -> column.applyAsLong(row));
  }

  /** {@code bigint[]} with gaps. */
  public Columns<R> nullableLongs(Function<R, @Nullable Long> column) throws SQLException {
    var array = array(Oid.INT8);
    for (var row : rows) {
      var number = column.apply(row);
      if (number == null) {
        array.none();
      } else {
        array.longs(number);
      }
    }
    return bind(Oid.INT8_ARRAY, array);
  }

  private BinaryArray array(int elementType) {
    return new BinaryArray(elementType, rows.size());
  }

  private Columns<R> bind(int type, BinaryArray array) throws SQLException {
    var connection = statement.getConnection().unwrap(BaseConnection.class);
    statement.setArray(++index, new PgArray(connection, type, array.toBytes()));
    return this;
  }

  private static long microsSince2000(Instant instant) {
    return ChronoUnit.MICROS.between(EPOCH_OF_DATABASE, instant.truncatedTo(ChronoUnit.MICROS));
  }
}
