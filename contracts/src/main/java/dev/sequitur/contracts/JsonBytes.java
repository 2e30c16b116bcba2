package dev.sequitur.contracts;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** JSON as it grows, in UTF-8; what it writes are the bytes that {@link Wire#write} makes. */
final class JsonBytes {

  private static final byte[] NULL = fragment("null");
  private static final byte[] TRUE = fragment("true");
  private static final byte[] FALSE = fragment("false");
  private static final byte[] DIGITS = fragment("0123456789abcdef");
  private static final int UUID_LENGTH = 36;
  private static final int LONG_LENGTH = 20;

  private byte[] bytes = new byte[1_024];
  private int size;

  /** A piece that is written again and again, in ASCII. */
  static byte[] fragment(String json) {
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  byte[] toArray() {
    return Arrays.copyOf(bytes, size);
  }

  JsonBytes raw(byte[] json) {
    reserve(json.length);
    System.arraycopy(json, 0, bytes, size, json.length);
    size += json.length;
    return this;
  }

  JsonBytes raw(char json) {
    reserve(1);
    bytes[size++] = (byte) json;
    return this;
  }

  /** An integer. */
  JsonBytes number(long value) {
    if (value < 0) {
      return raw(fragment(Long.toString(value)));
    }
    reserve(LONG_LENGTH);
    int end = size + 1;
    for (long left = value; left > 9; left /= 10) {
      end++;
    }
    int at = end;
    long left = value;
    do {
      bytes[--at] = DIGITS[(int) (left % 10)];
      left /= 10;
    } while (left > 0);
    size = end;
    return this;
  }

  /** An id, in quotes, as its own text has it. */
  JsonBytes uuid(UUID id) {
    reserve(UUID_LENGTH + 2);
    bytes[size++] = '"';
    hex(id.getMostSignificantBits() >>> 32, 8);
    bytes[size++] = '-';
    hex(id.getMostSignificantBits() >>> 16, 4);
    bytes[size++] = '-';
    hex(id.getMostSignificantBits(), 4);
    bytes[size++] = '-';
    hex(id.getLeastSignificantBits() >>> 48, 4);
    bytes[size++] = '-';
    hex(id.getLeastSignificantBits(), 12);
    bytes[size++] = '"';
    return this;
  }

  private void hex(long value, int digits) {
    for (int i = digits - 1; i >= 0; i--) {
      bytes[size++] = DIGITS[(int) (value >>> (4 * i)) & 0xF];
    }
  }

  /** A string, in quotes; one that is not plain ASCII is the mapper's to write. */
  JsonBytes text(String text) {
    var utf8 = text.getBytes(StandardCharsets.UTF_8);
    return PlainText.isPlain(utf8) || isPlain(text)
        ? raw('"').raw(utf8).raw('"')
        : raw(Wire.write(text));
  }

  /** Letter by letter: a question mark may be one, or what half a surrogate pair has become. */
  private static boolean isPlain(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' || c > '~' || c == '"' || c == '\\') {
        return false;
      }
    }
    return true;
  }

  /** A user's own value; numbers that are no integers, and the like, are the mapper's to write. */
  JsonBytes value(@Nullable Object value) {
    return switch (value) {
      case null -> raw(NULL);
      case String text -> text(text);
      case Long number -> number(number);
      case Boolean truth -> raw(truth ? TRUE : FALSE);
      case Map<?, ?> members -> object(members);
      case List<?> elements -> array(elements);
      default -> raw(Wire.write(value));
    };
  }

  JsonBytes object(Map<?, ?> members) {
    char before = '{';
    for (var member : members.entrySet()) {
      raw(before).text(String.valueOf(member.getKey())).raw(':').value(member.getValue());
      before = ',';
    }
    return before == '{' ? raw('{').raw('}') : raw('}');
  }

  private JsonBytes array(List<?> elements) {
    char before = '[';
    for (var element : elements) {
      raw(before).value(element);
      before = ',';
    }
    return before == '[' ? raw('[').raw(']') : raw(']');
  }

  private void reserve(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }
}
