package dev.sequitur.kit.expression;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sequitur.kit.expression.FieldValues.Mark;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Walks through one JSON text. Refuses what {@link JsonValues} refuses, so that whether a text is
 * acceptable does not depend on what somebody wants of it.
 */
final class JsonFields {

  private final JsonParser parser;
  private final FieldValues values;
  private final NamesSeen names = new NamesSeen();

  private JsonFields(JsonParser parser, FieldValues values) {
    this.parser = parser;
    this.values = values;
  }

  static boolean read(byte[] json, @Nullable FieldTree wanted, FieldValues values) {
    try (JsonParser parser = JsonValues.parser(json)) {
      return new JsonFields(parser, values).whole(wanted);
    } catch (IOException | RuntimeException e) {
      return false;
    }
  }

  private boolean whole(@Nullable FieldTree wanted) throws IOException {
    parser.nextToken();
    return value(wanted) && parser.nextToken() == null;
  }

  /** False if the text is refused. */
  private boolean value(@Nullable FieldTree wanted) throws IOException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      return false;
    }
    return switch (token) {
      case START_OBJECT -> {
        keep(wanted, Mark.OBJECT);
        yield object(wanted);
      }
      case START_ARRAY -> {
        keep(wanted, Mark.LIST);
        yield array();
      }
      case VALUE_NULL -> keep(wanted, Mark.NULL);
      case VALUE_TRUE -> keep(wanted, Boolean.TRUE);
      case VALUE_FALSE -> keep(wanted, Boolean.FALSE);
      case VALUE_STRING -> wanted == null || keep(wanted, parser.getText());
      case VALUE_NUMBER_INT -> wanted == null || keep(wanted, JsonValues.integer(parser));
      // Read even if nobody wants it: some numbers are refused only then.
      case VALUE_NUMBER_FLOAT -> keep(wanted, JsonValues.floating(parser));
      default -> false;
    };
  }

  private boolean keep(@Nullable FieldTree wanted, Object value) {
    if (wanted != null) {
      values.set(wanted, value);
    }
    return true;
  }

  private boolean object(@Nullable FieldTree wanted) throws IOException {
    int before = names.begin();
    for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
      if (!names.isNew(name)) {
        return false;
      }
      parser.nextToken();
      if (!value(wanted == null ? null : wanted.member(name))) {
        return false;
      }
    }
    names.end(before);
    return parser.currentToken() == JsonToken.END_OBJECT;
  }

  private boolean array() throws IOException {
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!value(null)) {
        return false;
      }
    }
    return true;
  }
}
