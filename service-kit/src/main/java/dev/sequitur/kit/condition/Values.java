package dev.sequitur.kit.condition;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values that fields are compared with. */
final class Values {

  private Values() {}

  /** Whether an operator takes a value. */
  static boolean fits(Operator operator, @Nullable Object value) {
    return switch (operator.takes()) {
      case NOTHING -> value == null;
      case ANYTHING -> true;
      case ORDERED -> value instanceof Number || value instanceof String;
      case TEXT -> value instanceof String;
      case LIST -> value instanceof List;
      case PAIR ->
          value instanceof List<?> bounds
              && bounds.size() == 2
              && Normal.ofOneKind(bounds.get(0), bounds.get(1));
    };
  }

  /** Thrown for a value that no literal can stand for. */
  static final class NoLiteral extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NoLiteral(String detail) {
      super(detail, null, false, false);
    }
  }

  /**
   * A parsed value of JSON with its numbers as {@code Long} and {@code Double}.
   *
   * @throws NoLiteral if a number is beyond those, or a text holds half a character
   */
  static @Nullable Object canonical(@Nullable Object value) {
    return switch (value) {
      case null -> null;
      case Boolean truth -> truth;
      case String text -> whole(text);
      case Integer number -> number.longValue();
      case Long number -> number;
      case Double number -> finite(number);
      case Float number -> finite(number.doubleValue());
      case BigInteger _ -> throw new NoLiteral("a whole number has at most 64 bit here");
      case BigDecimal number -> finite(number.doubleValue());
      case List<?> elements -> list(elements);
      case Map<?, ?> members -> object(members);
      default -> throw new NoLiteral("a value of JSON is expected here");
    };
  }

  private static List<@Nullable Object> list(List<?> elements) {
    var list = new ArrayList<@Nullable Object>(elements.size());
    elements.forEach(element -> list.add(canonical(element)));
    return list;
  }

  private static Map<String, @Nullable Object> object(Map<?, ?> members) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((name, member) -> object.put(whole(String.valueOf(name)), canonical(member)));
    return object;
  }

  private static String whole(String text) {
    if (text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF)) {
      throw new NoLiteral("half a surrogate pair is no character");
    }
    return text;
  }

  private static Double finite(double number) {
    if (!Double.isFinite(number)) {
      throw new NoLiteral("the number is too large");
    }
    return number;
  }
}
