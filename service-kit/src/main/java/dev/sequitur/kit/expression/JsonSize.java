package dev.sequitur.kit.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** About how many bytes a value takes as JSON. */
final class JsonSize {

  private JsonSize() {}

  static long of(@Nullable Object value) {
    return switch (value) {
      case String text -> 2 + bytes(text);
      case Map<?, ?> members -> members(members);
      case List<?> elements -> elements(elements);
      case null, default -> 8;
    };
  }

  private static long members(Map<?, ?> members) {
    long size = 2;
    for (var member : members.entrySet()) {
      size += 4 + of(member.getKey()) + of(member.getValue());
    }
    return size;
  }

  private static long elements(List<?> elements) {
    long size = 2;
    for (Object element : elements) {
      size += 1 + of(element);
    }
    return size;
  }

  /** Each half of a surrogate pair counts for two of the pair's four bytes. */
  private static long bytes(String text) {
    long bytes = text.length();
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      bytes += c < 0x80 ? 0 : c < 0x800 || Character.isSurrogate(c) ? 1 : 2;
    }
    return bytes;
  }
}
