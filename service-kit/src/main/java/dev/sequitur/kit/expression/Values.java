package dev.sequitur.kit.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.values.CelByteString;
import dev.cel.common.values.CelValue;
import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Between JSON values and the evaluator's own. */
final class Values {

  private static final int COPIED = 50;

  private Values() {}

  /** The evaluator's form; containers are not copied but viewed. */
  static Object toEvaluator(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case String text -> text;
      case Long number -> number;
      case Double number -> number;
      case Boolean truth -> truth;
      case Map<?, ?> members -> ObjectView.parsed(members);
      case List<?> elements -> ListView.parsed(elements);
      case Instant instant -> instant;
      case Duration duration -> duration;
      case Integer number -> number.longValue();
      case Short number -> number.longValue();
      case Float number -> number.doubleValue();
      case BigInteger number -> exactly(number);
      case BigDecimal number -> nearest(number);
      default -> throw new CelInvalidArgumentException("not a JSON value");
    };
  }

  /** An evaluator's value, its containers as views so that they are not copied again. */
  static Object viewed(Object value) {
    return switch (value) {
      case CelValue itself -> itself;
      case List<?> elements -> ListView.computed(elements);
      case Map<?, ?> members -> ObjectView.computed(members);
      default -> value;
    };
  }

  /** The JSON form; views give back what they are views of. */
  static @Nullable Object toJson(Object value) {
    return switch (value) {
      case NullValue _ -> null;
      case String text -> text;
      case Long number -> number;
      case Boolean truth -> truth;
      case Double number -> finite(number);
      case ObjectView view when !view.computed() -> view.members();
      case ListView view when !view.computed() -> view.elements();
      case Map<?, ?> members -> toJsonObject(members);
      case List<?> elements -> toJsonList(elements);
      case Instant instant -> instant.toString();
      case Duration duration -> duration.toString();
      case UnsignedLong number -> exactly(number.bigIntegerValue());
      case CelByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      // A type, such as type(data.x) gives.
      default -> throw new ClassCastException("not a value that JSON can hold");
    };
  }

  private static Map<String, @Nullable Object> toJsonObject(Map<?, ?> members) {
    Allowance.spend(COPIED * (1L + members.size()));
    var object = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((key, member) -> object.put(String.valueOf(key), toJson(member)));
    return object;
  }

  private static List<@Nullable Object> toJsonList(List<?> elements) {
    Allowance.spend(COPIED * (1L + elements.size()));
    var list = new ArrayList<@Nullable Object>(elements.size());
    for (Object element : elements) {
      list.add(toJson(element));
    }
    return list;
  }

  private static Long exactly(BigInteger number) {
    if (number.bitLength() > 63) {
      throw new CelNumericOverflowException("an integer beyond 64 bit");
    }
    return number.longValue();
  }

  private static Double nearest(BigDecimal number) {
    return finite(number.doubleValue());
  }

  private static Double finite(Double number) {
    if (!Double.isFinite(number)) {
      throw new CelNumericOverflowException("not a finite number");
    }
    return number;
  }
}
