package dev.sequitur.executor.action.sql;

import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.Text;
import dev.sequitur.kit.secret.Secret;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Binds JSON values to the places of a statement. */
final class SqlParameters {

  private SqlParameters() {}

  static void bind(
      PreparedStatement statement, SqlArguments arguments, Function<String, Secret> secrets)
      throws SQLException {
    var names = arguments.statement().names();
    for (int i = 0; i < names.size(); i++) {
      bind(statement, i + 1, arguments.params().get(names.get(i)), secrets);
    }
  }

  private static void bind(
      PreparedStatement statement,
      int place,
      @Nullable Object value,
      Function<String, Secret> secrets)
      throws SQLException {
    var secret = Text.secretName(value);
    switch (value) {
      case null -> statement.setNull(place, Types.OTHER);
      case Object _ when secret != null ->
          statement.setString(place, secrets.apply(secret).revealText());
      case String text -> statement.setString(place, text);
      case Boolean truth -> statement.setBoolean(place, truth);
      case Integer number -> statement.setLong(place, number);
      case Long number -> statement.setLong(place, number);
      case Double number -> statement.setDouble(place, number);
      case BigInteger number -> statement.setBigDecimal(place, new BigDecimal(number));
      case BigDecimal number -> statement.setBigDecimal(place, number);
      // JSON for json and jsonb.
      case Map<?, ?> object -> statement.setString(place, json(object));
      case List<?> list -> statement.setString(place, json(list));
      default -> statement.setString(place, value.toString());
    }
  }

  private static String json(Object value) {
    return new String(Wire.write(value), StandardCharsets.UTF_8);
  }
}
