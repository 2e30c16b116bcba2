package dev.sequitur.kit.expression;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values as text: as JSON, or as they read in the middle of a sentence. */
final class JsonText {

  private static final JsonFactory FACTORY = new JsonFactory();

  // Between these a double reads better in digits than with an exponent.
  private static final double PLAIN_FROM = 1e-6;
  private static final double PLAIN_BELOW = 1e21;

  private JsonText() {}

  static String of(@Nullable Object value) {
    var text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(text)) {
      write(json, value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  /**
   * A string as it is, a number plainly ({@code 150}, {@code 2.5}), true or false, nothing for
   * null, and JSON for a list or a map.
   */
  static String plain(@Nullable Object value) {
    return switch (value) {
      case null -> "";
      case String text -> text;
      case Double number -> plain(number.doubleValue());
      case Map<?, ?> _, List<?> _ -> of(value);
      default -> value.toString();
    };
  }

  private static String plain(double number) {
    double size = Math.abs(number);
    if (size == 0) {
      return "0";
    }
    return size >= PLAIN_FROM && size < PLAIN_BELOW
        ? BigDecimal.valueOf(number).stripTrailingZeros().toPlainString()
        : Double.toString(number);
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> json.writeNull();
      case String text -> json.writeString(text);
      case Long number -> json.writeNumber(number);
      case Integer number -> json.writeNumber(number);
      case Double number -> json.writeNumber(number);
      case BigInteger number -> json.writeNumber(number);
      case BigDecimal number -> json.writeNumber(number);
      case Boolean truth -> json.writeBoolean(truth);
      case Map<?, ?> members -> writeObject(json, members);
      case List<?> elements -> writeArray(json, elements);
      default -> json.writeString(value.toString());
    }
  }

  private static void writeObject(JsonGenerator json, Map<?, ?> members) throws IOException {
    json.writeStartObject();
    for (var member : members.entrySet()) {
      json.writeFieldName(String.valueOf(member.getKey()));
      write(json, member.getValue());
    }
    json.writeEndObject();
  }

  private static void writeArray(JsonGenerator json, List<?> elements) throws IOException {
    json.writeStartArray();
    for (Object element : elements) {
      write(json, element);
    }
    json.writeEndArray();
  }
}
