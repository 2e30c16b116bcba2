package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of the SQL actions.
 *
 * @param params by the names of their places, {@code 0, 1, …} where those are {@code ?}; values are
 *     JSON, secrets stand as references
 * @param rows that a query gives at most; 0 where nothing is given
 */
record SqlArguments(
    String connection,
    SqlText.Statement statement,
    Map<String, @Nullable Object> params,
    int rows,
    @Nullable Duration timeout)
    implements Arguments {

  static final int LONGEST = 16 * 1024;
  static final int MOST_ROWS = 1_000;
  private static final int DEFAULT_ROWS = 100;

  /** What reads; writing within it is refused by the transaction itself. */
  static final Set<String> QUERIES = Set.of("SELECT", "WITH", "VALUES", "TABLE");

  /** What changes rows. No definitions of tables or roles, no COPY, no DO, no SET. */
  static final Set<String> CHANGES =
      Set.of("INSERT", "UPDATE", "DELETE", "MERGE", "WITH", "SELECT");

  static SqlArguments read(Map<String, @Nullable Object> with, Set<String> verbs, boolean rows) {
    var reader = new ArgumentReader(with);
    var connection = reader.text("connection", "");
    if (connection.isEmpty()) {
      reader.wrong("/connection", "REQUIRED", "must name a connection of type postgresql");
    }
    var statement = statement(reader, verbs);
    var params = params(reader);
    var unmatched = SqlText.unmatched(statement, params);
    if (!unmatched.isEmpty()) {
      reader.wrong(
          "/params",
          "VALUE",
          "places and params do not match: " + unmatched.size() + " without the other");
    }
    var most = rows ? rows(reader) : 0;
    var arguments =
        new SqlArguments(connection, statement, params, most, reader.duration("timeout"));
    reader.finish();
    return arguments;
  }

  private static SqlText.Statement statement(ArgumentReader reader, Set<String> verbs) {
    var text = reader.text("sql", "");
    if (text.length() > LONGEST) {
      reader.wrong("/sql", "LENGTH", "must have at most " + LONGEST + " characters");
      return new SqlText.Statement("", List.of(), "");
    }
    return switch (SqlText.of(text)) {
      case SqlText.Refused(var reason) -> {
        reader.wrong("/sql", "VALUE", reason);
        yield new SqlText.Statement("", List.of(), "");
      }
      case SqlText.Statement statement -> {
        if (!verbs.contains(statement.verb())) {
          var known = String.join(", ", verbs.stream().sorted().toList());
          reader.wrong("/sql", "VALUE", "must begin with one of " + known);
        }
        yield statement;
      }
    };
  }

  private static Map<String, @Nullable Object> params(ArgumentReader reader) {
    if (reader.value("params") instanceof List<?> list) {
      var params = new LinkedHashMap<String, @Nullable Object>();
      for (int i = 0; i < list.size(); i++) {
        params.put(Integer.toString(i), list.get(i));
      }
      return params;
    }
    return reader.object("params");
  }

  private static int rows(ArgumentReader reader) {
    var given = reader.value("limit");
    if (given == null) {
      return DEFAULT_ROWS;
    }
    if (given instanceof Number number
        && number.doubleValue() == number.intValue()
        && number.intValue() >= 1
        && number.intValue() <= MOST_ROWS) {
      return number.intValue();
    }
    reader.wrong("/limit", "VALUE", "must be a whole number from 1 to " + MOST_ROWS);
    return DEFAULT_ROWS;
  }

  @Override
  public String host() {
    return "connection:" + connection;
  }

  /** Marker and read-only transaction hold, whatever is asked for. */
  @Override
  public @Nullable Delivery delivery() {
    return null;
  }
}
