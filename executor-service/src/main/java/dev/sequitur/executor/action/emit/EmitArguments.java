package dev.sequitur.executor.action.emit;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.Wire;
import dev.sequitur.executor.action.ArgumentReader;
import dev.sequitur.executor.action.Arguments;
import dev.sequitur.executor.action.Text;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of {@code emit@1}.
 *
 * @param data JSON, any value
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record EmitArguments(String type, @Nullable String subject, @Nullable String key, byte[] data)
    implements Arguments {

  static final int LONGEST_ATTRIBUTE = 1_024;
  static final int MOST_BYTES = 256 * 1024;
  private static final String RESERVED = "dev.sequitur.";

  static EmitArguments read(Map<String, @Nullable Object> with) {
    var reader = new ArgumentReader(with);
    var type = attribute(reader, "type");
    if (type == null) {
      reader.wrong("/type", "REQUIRED", "is required");
    } else if (type.startsWith(RESERVED)) {
      reader.wrong("/type", "VALUE", "types that begin with dev.sequitur. are the product's own");
    }
    var data = data(reader);
    var arguments =
        new EmitArguments(
            type == null ? "" : type, attribute(reader, "subject"), attribute(reader, "key"), data);
    reader.finish();
    return arguments;
  }

  private static @Nullable String attribute(ArgumentReader reader, String field) {
    var given = reader.value(field);
    if (given == null) {
      return null;
    }
    var text = Text.of(given) instanceof Text.Plain(var plain) ? plain : "";
    if (text.isEmpty() || text.length() > LONGEST_ATTRIBUTE || !isPlain(text)) {
      reader.wrong(
          "/" + field,
          "VALUE",
          "must be a text of 1 to " + LONGEST_ATTRIBUTE + " characters without control characters");
      return null;
    }
    return text;
  }

  private static boolean isPlain(String text) {
    return text.codePoints()
        .noneMatch(
            c ->
                Character.isISOControl(c)
                    || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE));
  }

  private static byte[] data(ArgumentReader reader) {
    var value = reader.value("data");
    if (Text.holdsSecret(value)) {
      reader.wrong("/data", "VALUE", "must hold no secret: events are kept and shown");
    }
    var data = Wire.write(value == null ? Map.of() : value);
    if (data.length > MOST_BYTES) {
      reader.wrong("/data", "LENGTH", "must have at most " + MOST_BYTES + " bytes");
    }
    return data;
  }

  @Override
  public String host() {
    return "events";
  }

  @Override
  public @Nullable Delivery delivery() {
    return null;
  }

  @Override
  public @Nullable Duration timeout() {
    return null;
  }
}
