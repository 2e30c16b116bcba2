package dev.sequitur.kit.expression;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The order of values of one kind: numbers, texts, truth values, instants or durations. */
final class Ordering {

  private static final int COMPARED = 10;

  private Ordering() {}

  /** Fails as an evaluation does where there is no order between the two. */
  static int compare(Object left, Object right) {
    Allowance.spend(COMPARED);
    return switch (left) {
      case Number a when right instanceof Number b -> numbers(a, b);
      case String a when right instanceof String b -> texts(a, b);
      case Boolean a when right instanceof Boolean b -> a.compareTo(b);
      case Instant a when right instanceof Instant b -> a.compareTo(b);
      case Duration a when right instanceof Duration b -> a.compareTo(b);
      default -> throw Refusals.type();
    };
  }

  /**
   * What tells a scalar from others: numbers that are equal have one. Null for anything whose parts
   * have to be compared.
   */
  static @Nullable Object key(Object value) {
    return switch (value) {
      case Double number when number == Math.rint(number) && Math.abs(number) < 0x1p53 ->
          Long.valueOf(number.longValue());
      case Double number when Math.abs(number) >= 0x1p53 && Math.abs(number) < 0x1p63 ->
          Long.valueOf(number.longValue());
      case Double number when number.isNaN() -> null;
      case Long _, Double _, Boolean _, Instant _, Duration _ -> value;
      case String text -> {
        Allowance.spend(text.length());
        yield text;
      }
      default -> null;
    };
  }

  private static int numbers(Number left, Number right) {
    if (isNaN(left) || isNaN(right)) {
      throw Refusals.number();
    }
    return switch (left) {
      case Long a when right instanceof Long b -> Long.compare(a, b);
      case Long a when right instanceof Double b -> Numbers.compare(a, b);
      case Double a when right instanceof Long b -> -Numbers.compare(b, a);
      case Double a when right instanceof Double b -> a < b ? -1 : a > b ? 1 : 0;
      default -> throw Refusals.type();
    };
  }

  private static boolean isNaN(Number number) {
    return number instanceof Double fraction && fraction.isNaN();
  }

  private static int texts(String left, String right) {
    Allowance.spend(Math.min(left.length(), right.length()) / 8);
    return left.compareTo(right);
  }
}
