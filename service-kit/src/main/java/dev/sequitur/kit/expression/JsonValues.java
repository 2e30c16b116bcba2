package dev.sequitur.kit.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as plain values, the way expressions read it.
 *
 * <p>An object is a {@code Map<String, Object>} in the order of its text, an array a {@code List},
 * a string a {@code String}, true and false a {@code Boolean}, null is {@code null}. A number
 * without fraction and exponent is a {@code Long}, every other a {@code Double}. A number that
 * neither can hold is kept exactly, as a {@code BigInteger} or {@code BigDecimal}: it is written
 * back unchanged, and an expression that computes with it fails with EXPRESSION_NUMBER.
 *
 * <p>Refused: more than 64 levels, numbers of more than 1,000 characters, a name twice in one
 * object, anything after the value.
 */
public final class JsonValues {

  /** How deep objects and arrays may be nested. */
  public static final int DEPTH_LIMIT = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEPTH_LIMIT).build())
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .build();

  private JsonValues() {}

  /** Parses one JSON text, in UTF-8. Never throws. */
  public static Json parse(byte[] json) {
    try (JsonParser parser = parser(json)) {
      return parse(parser);
    } catch (IOException | RuntimeException e) {
      return new Json.Malformed("not JSON", 1, 1);
    }
  }

  static JsonParser parser(byte[] json) throws IOException {
    return FACTORY.createParser(json);
  }

  /** The value as JSON text. */
  public static String write(@Nullable Object value) {
    return JsonText.of(value);
  }

  private static Json parse(JsonParser parser) throws IOException {
    try {
      parser.nextToken();
      Object value = value(parser);
      return parser.nextToken() == null
          ? new Json.Parsed(value)
          : malformed(parser, "something follows the value");
    } catch (DuplicateName e) {
      return malformed(parser, "an object has the same name twice");
    } catch (StreamConstraintsException e) {
      return malformed(parser, "nested more than 64 levels deep, or a number or name is too long");
    } catch (IOException | RuntimeException e) {
      return malformed(parser, "not JSON");
    }
  }

  private static Json malformed(JsonParser parser, String detail) {
    var at = parser.currentLocation();
    return new Json.Malformed(detail, Math.max(1, at.getLineNr()), Math.max(1, at.getColumnNr()));
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> integer(parser);
      case VALUE_NUMBER_FLOAT -> floating(parser);
      case VALUE_TRUE -> Boolean.TRUE;
      case VALUE_FALSE -> Boolean.FALSE;
      case VALUE_NULL -> null;
      case null -> throw new IllegalStateException("empty");
      default -> throw new IllegalStateException("unexpected token");
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    var members = new LinkedHashMap<String, @Nullable Object>();
    int seen = 0;
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      parser.nextToken();
      members.put(name, value(parser));
      if (members.size() != ++seen) {
        throw new DuplicateName();
      }
    }
    if (parser.currentToken() != JsonToken.END_OBJECT) {
      throw new IllegalStateException("object not ended");
    }
    return members;
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    var elements = new ArrayList<@Nullable Object>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  static Object integer(JsonParser parser) throws IOException {
    return switch (parser.getNumberType()) {
      case INT, LONG -> parser.getLongValue();
      default -> parser.getBigIntegerValue();
    };
  }

  static Object floating(JsonParser parser) throws IOException {
    double number = parser.getDoubleValue();
    return Double.isFinite(number) ? (Object) number : new BigDecimal(parser.getText());
  }

  private static final class DuplicateName extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DuplicateName() {
      super(null, null, false, false);
    }
  }
}
