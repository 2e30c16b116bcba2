package dev.sequitur.kit.expression;

import dev.cel.runtime.RuntimeEquality;
import dev.cel.runtime.RuntimeHelpers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The language's equality, paid for by the values that it has to look at. */
final class Equality {

  /** The run time's own notion, which decides for SCALARS. */
  static final RuntimeEquality SCALARS =
      RuntimeEquality.create(RuntimeHelpers.create(), Environment.OPTIONS);

  private static final int ELEMENT = 20;

  private Equality() {}

  static boolean same(Object left, Object right) {
    return switch (left) {
      case Long a when right instanceof Long b -> a.longValue() == b.longValue();
      case Long a when right instanceof Double b -> !b.isNaN() && Numbers.compare(a, b) == 0;
      case Double a when right instanceof Long b -> !a.isNaN() && Numbers.compare(b, a) == 0;
      case String a when right instanceof String b -> sameText(a, b);
      case List<?> a when right instanceof List<?> b -> sameElements(a, b);
      case Map<?, ?> a when right instanceof Map<?, ?> b -> sameMembers(a, b);
      case List<?> _, Map<?, ?> _ -> false;
      default ->
          !(right instanceof List) && !(right instanceof Map) && SCALARS.objectEquals(left, right);
    };
  }

  static boolean in(Object element, List<?> list) {
    for (Object each : list) {
      Allowance.spend(ELEMENT);
      if (same(element, each)) {
        return true;
      }
    }
    return false;
  }

  /** Presence only: a number that cannot be computed with is there all the same. */
  static boolean isKey(Object key, Map<?, ?> map) {
    Allowance.spend(ELEMENT);
    // Keys of a map that an expression wrote may be numbers, and those are equal across types.
    return map.containsKey(key)
        || (key instanceof Number && SCALARS.findInMap(map, key).isPresent());
  }

  /** Null where there is none of that key. */
  static @Nullable Object member(Map<?, ?> map, Object key) {
    return SCALARS.findInMap(map, key).orElse(null);
  }

  private static boolean sameText(String left, String right) {
    if (left.length() != right.length()) {
      return false;
    }
    if (left.length() > 64) {
      Allowance.spend(left.length() / 8);
    }
    return left.equals(right);
  }

  private static boolean sameElements(List<?> left, List<?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Allowance.spend(ELEMENT * (1L + left.size()));
    var others = right.iterator();
    for (Object each : left) {
      if (!others.hasNext() || !same(each, others.next())) {
        return false;
      }
    }
    return true;
  }

  private static boolean sameMembers(Map<?, ?> left, Map<?, ?> right) {
    if (left.size() != right.size()) {
      return false;
    }
    Allowance.spend(ELEMENT * (1L + left.size()));
    for (var entry : left.entrySet()) {
      Object other = SCALARS.findInMap(right, entry.getKey()).orElse(null);
      if (other == null || !same(entry.getValue(), other)) {
        return false;
      }
    }
    return true;
  }
}
