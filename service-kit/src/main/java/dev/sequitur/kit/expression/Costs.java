package dev.sequitur.kit.expression;

import dev.cel.common.values.CelByteString;
import java.util.Collection;
import java.util.List;

/** What a call of a function costs, in units of the {@link Allowance}, told from its arguments. */
final class Costs {

  private static final int PART = 12;

  private Costs() {}

  /** Whether the function's cost grows with the size of its arguments. */
  static boolean grows(String function, List<Class<?>> parameters) {
    return switch (function) {
      case "size", "_[_]", "@in", "_==_", "_!=_" -> false;
      default -> parameters.stream().anyMatch(Costs::sized);
    };
  }

  private static boolean sized(Class<?> type) {
    return type == String.class
        || type == CelByteString.class
        || Collection.class.isAssignableFrom(type);
  }

  static long of(String function, Object[] arguments) {
    return switch (function) {
      case "_<_", "_<=_", "_>_", "_>=_" -> 1 + Math.min(size(arguments[0]), size(arguments[1])) / 8;
      case "startsWith", "endsWith" -> 1 + size(arguments[1]) / 8;
      case "contains", "indexOf", "lastIndexOf" -> searching(arguments);
      case "replace" -> replacing(arguments);
      case "charAt" -> 1;
      case "split" -> splitting(arguments);
      case "join" -> joining(arguments);
      default -> allocating(arguments);
    };
  }

  /** A naive search looks at every character of the needle at every position in the worst case. */
  private static long searching(Object[] arguments) {
    return size(arguments[0]) * (1 + size(arguments[1]) / 16);
  }

  private static long replacing(Object[] arguments) {
    String text = (String) arguments[0];
    String from = (String) arguments[1];
    Allowance.spend(searching(arguments));
    long found = found(text, from);
    return (text.length() + found * (size(arguments[2]) + 6)) * Allowance.ALLOCATED;
  }

  /** Each part is an object of its own, however short it is. */
  private static long splitting(Object[] arguments) {
    String text = (String) arguments[0];
    Allowance.spend(searching(arguments));
    return (text.length() + found(text, (String) arguments[1]) * PART) * Allowance.ALLOCATED;
  }

  private static long found(String text, String part) {
    return part.isEmpty() ? text.length() + 1L : occurrences(text, part);
  }

  private static long occurrences(String text, String part) {
    long found = 0;
    for (int at = text.indexOf(part); at >= 0; at = text.indexOf(part, at + part.length())) {
      found++;
    }
    return found;
  }

  private static long joining(Object[] arguments) {
    long separator = arguments.length > 1 ? size(arguments[1]) : 0;
    long length = 0;
    for (Object element : (Collection<?>) arguments[0]) {
      length += separator + size(element);
    }
    return length * Allowance.ALLOCATED;
  }

  private static long allocating(Object[] arguments) {
    long total = 1;
    for (Object argument : arguments) {
      total += size(argument);
    }
    return total * Allowance.ALLOCATED;
  }

  private static long size(Object value) {
    return switch (value) {
      case String text -> text.length();
      case CelByteString bytes -> bytes.size();
      case Collection<?> elements -> elements.size();
      default -> 1;
    };
  }
}
