package dev.sequitur.executor.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.InstantText;
import dev.sequitur.contracts.Starter;
import dev.sequitur.contracts.Wire;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Fills a statement whose parameters are columns: one array each, a value for every row. One
 * statement serves any number of rows, so it is prepared once and makes one trip.
 */
public final class Columns<T> {

  private static final ObjectMapper JSON = Wire.json();
  private static final ObjectReader CALL = JSON.readerFor(ActionCall.class);
  private static final ObjectReader STARTER = JSON.readerFor(Starter.class);
  private static final ObjectReader EVENT = JSON.readerFor(EventReference.class);
  private static final ObjectReader ATTEMPTS =
      JSON.readerFor(new TypeReference<List<Attempt>>() {});
  private static final ObjectWriter WRITER = JSON.writer();

  private final Connection connection;
  private final PreparedStatement statement;
  private final List<T> rows;
  private int index;

  /** Fills from the first parameter on. */
  public Columns(Connection connection, PreparedStatement statement, List<T> rows) {
    this(connection, statement, rows, 1);
  }

  public Columns(Connection connection, PreparedStatement statement, List<T> rows, int first) {
    this.connection = connection;
    this.statement = statement;
    this.rows = rows;
    this.index = first;
  }

  /** As text, cast by the statement: the driver has no binary form for arrays of them. */
  public Columns<T> uuids(Function<T, java.util.UUID> value) throws SQLException {
    return array("text", String[]::new, row -> value.apply(row).toString());
  }

  public Columns<T> integers(Function<T, @Nullable Integer> value) throws SQLException {
    return array("int4", Integer[]::new, value);
  }

  public Columns<T> longs(Function<T, @Nullable Long> value) throws SQLException {
    return array("int8", Long[]::new, value);
  }

  public Columns<T> texts(Function<T, @Nullable String> value) throws SQLException {
    return array("text", String[]::new, row -> storable(value.apply(row)));
  }

  /** As text, cast by the statement, as {@link #uuids}. */
  public Columns<T> instants(Function<T, Instant> value) throws SQLException {
    return array("text", String[]::new, row -> InstantText.format(value.apply(row)));
  }

  /** Values as JSON text; null stays null. */
  public Columns<T> json(Function<T, @Nullable Object> value) throws SQLException {
    return array("text", String[]::new, row -> json(value.apply(row)));
  }

  /** One value that is the same for all rows. */
  public Columns<T> single(String value) throws SQLException {
    statement.setString(index++, value);
    return this;
  }

  /** Arrays of the exact type: the driver sends those in binary, without escaping their values. */
  private Columns<T> array(
      String type, IntFunction<Object[]> create, Function<T, ? extends @Nullable Object> value)
      throws SQLException {
    var values = create.apply(rows.size());
    for (int i = 0; i < values.length; i++) {
      values[i] = value.apply(rows.get(i));
    }
    statement.setArray(index++, connection.createArrayOf(type, values));
    return this;
  }

  /** Writes JSON as it is stored. */
  public static @Nullable String json(@Nullable Object value) {
    try {
      return value == null ? null : WRITER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("not writable as JSON: " + value.getClass(), e);
    }
  }

  public static ActionCall call(String json) {
    return read(CALL, json);
  }

  public static Starter starter(String json) {
    return read(STARTER, json);
  }

  public static EventReference event(String json) {
    return read(EVENT, json);
  }

  public static List<Attempt> attempts(String json) {
    return read(ATTEMPTS, json);
  }

  private static <V> V read(ObjectReader reader, String json) {
    try {
      return reader.readValue(json);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the ledger holds JSON that cannot be read", e);
    }
  }

  /** PostgreSQL's text holds every character but NUL. */
  public static @Nullable String storable(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }
}
