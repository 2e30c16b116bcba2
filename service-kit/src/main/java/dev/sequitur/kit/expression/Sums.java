package dev.sequitur.kit.expression;

import java.time.Duration;
import java.util.List;

/** Adds up: whole numbers exactly, numbers of both kinds as doubles, durations. */
final class Sums {

  private Sums() {}

  /** Zero for an empty list. */
  static Object of(List<?> list) {
    Object sum = list.isEmpty() ? Long.valueOf(0) : list.get(0);
    requireAddable(sum);
    for (int i = 1; i < list.size(); i++) {
      sum = plus(sum, list.get(i));
    }
    return sum;
  }

  private static void requireAddable(Object value) {
    if (!(value instanceof Long) && !(value instanceof Double) && !(value instanceof Duration)) {
      throw Refusals.type();
    }
  }

  private static Object plus(Object sum, Object next) {
    try {
      return switch (sum) {
        case Long a when next instanceof Long b -> Math.addExact(a, b);
        case Long a when next instanceof Double b -> a.doubleValue() + b;
        case Double a when next instanceof Number b -> a + b.doubleValue();
        case Duration a when next instanceof Duration b -> a.plus(b);
        default -> throw Refusals.type();
      };
    } catch (ArithmeticException e) {
      throw Refusals.number();
    }
  }
}
