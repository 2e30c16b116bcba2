package dev.sequitur.trigger.event;

import dev.sequitur.kit.expression.Json;
import dev.sequitur.kit.expression.JsonValues;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A body as JSON: its value, and its bytes as they go on the topic. */
public sealed interface JsonBody {

  /**
   * It is JSON.
   *
   * @param bytes UTF-8 without a byte order mark; else as they came
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Parsed(@Nullable Object value, byte[] bytes) implements JsonBody {}

  /** It is not; says where, and nothing of the content. */
  record Malformed(String detail) implements JsonBody {}

  /** Parses strictly: UTF-8 without errors, one value, no name twice, at most 64 levels. */
  static JsonBody parse(byte[] body) {
    if (body.length == 0) {
      return new Malformed("The body is empty.");
    }
    if (!isUtf8(body)) {
      return new Malformed("The body is not UTF-8.");
    }
    var bytes = withoutMark(body);
    return switch (JsonValues.parse(bytes)) {
      case Json.Parsed(Object value) -> new Parsed(value, bytes);
      case Json.Malformed(String detail, int line, int column) ->
          new Malformed("The body: " + detail + ", line " + line + ", column " + column + ".");
    };
  }

  private static boolean isUtf8(byte[] body) {
    for (int i = 0; i < body.length; i++) {
      if (body[i] < 0) {
        return decodes(body);
      }
      // The parser would take zeros at the beginning for a sign of UTF-16 or UTF-32.
      if (body[i] == 0 && i < 4) {
        return false;
      }
    }
    return true;
  }

  private static boolean decodes(byte[] body) {
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  private static byte[] withoutMark(byte[] body) {
    boolean marked =
        body.length > 2
            && body[0] == (byte) 0xEF
            && body[1] == (byte) 0xBB
            && body[2] == (byte) 0xBF;
    return marked ? Arrays.copyOfRange(body, 3, body.length) : body;
  }
}
