package dev.sequitur.kit.expression;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * About how many bytes a value takes as JSON, counted up to a limit: a value in which one large
 * list stands many times is small in memory and may be beyond all bounds as text.
 */
final class JsonSize {

  private long left;

  private JsonSize(long limit) {
    this.left = limit;
  }

  /** The size; fails as an evaluation does where it is larger than the limit. */
  static long within(long limit, @Nullable Object value) {
    var size = new JsonSize(limit);
    size.count(value);
    return limit - size.left;
  }

  private void count(@Nullable Object value) {
    switch (value) {
      case String text -> take(2 + bytes(text));
      case Map<?, ?> members -> {
        take(2);
        for (var member : members.entrySet()) {
          take(2);
          count(member.getKey());
          count(member.getValue());
        }
      }
      case List<?> elements -> {
        take(2);
        for (Object element : elements) {
          take(1);
          count(element);
        }
      }
      case null, default -> take(4);
    }
  }

  private void take(long bytes) {
    left -= bytes;
    if (left < 0) {
      throw new Allowance.Exceeded();
    }
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
