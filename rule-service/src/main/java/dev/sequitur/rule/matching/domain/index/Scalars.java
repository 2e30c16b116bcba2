package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues.Mark;
import org.jspecify.annotations.Nullable;

/** Values as conditions compare them: numbers as the numbers they are, never rounded. */
final class Scalars {

  private static final double LONGS_END = 0x1p63;

  private Scalars() {}

  /** The key of a value that can be compared; null of others, such as numbers beyond 64 bit. */
  static @Nullable Object keyOrNull(@Nullable Object value) {
    return switch (value) {
      case String _, Long _, Boolean _, Mark _ -> value;
      case Double number -> key(number);
      case null, default -> null;
    };
  }

  static boolean isNumber(@Nullable Object value) {
    return value instanceof Long || value instanceof Double;
  }

  /** One object for all values that are equal: 1 and 1.0, 0 and -0.0. */
  static Object key(Object value) {
    if (value instanceof Double number
        && number >= -LONGS_END
        && number < LONGS_END
        && number == Math.rint(number)) {
      return (long) (double) number;
    }
    return value;
  }

  /** The order of two numbers, or of two texts. */
  static int compare(Object left, Object right) {
    return switch (left) {
      case String a -> a.compareTo((String) right);
      case Long a ->
          right instanceof Long b
              ? Long.compare(a, b)
              : compareMixed(a.longValue(), (Double) right);
      case Double a when right instanceof Long b -> -compareMixed(b.longValue(), a);
      case Double a -> compareDoubles(a, (Double) right);
      default -> throw new IllegalArgumentException("has no order");
    };
  }

  private static int compareMixed(long integer, double number) {
    if (number >= LONGS_END) {
      return -1;
    }
    if (number < -LONGS_END) {
      return 1;
    }
    long whole = (long) number;
    if (integer != whole) {
      return Long.compare(integer, whole);
    }
    return number > whole ? -1 : number < whole ? 1 : 0;
  }

  /** Not Double.compare, for which zero is more than minus zero. */
  private static int compareDoubles(double left, double right) {
    return left < right ? -1 : left > right ? 1 : 0;
  }
}
