package dev.sequitur.kit.expression;

import com.google.common.primitives.UnsignedLong;
import dev.cel.common.exceptions.CelInvalidArgumentException;
import dev.cel.common.exceptions.CelNumericOverflowException;
import dev.cel.common.values.CelByteString;
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

  private Values() {}

  /** The evaluator's form; containers are not copied but viewed. */
  static Object toEvaluator(@Nullable Object value) {
    return switch (value) {
      case null -> NullValue.NULL_VALUE;
      case String text -> text;
      case Long number -> number;
      case Double number -> number;
      case Boolean truth -> truth;
      case Map<?, ?> members -> new ObjectView(members);
      case List<?> elements -> new ListView(elements);
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

  /** The JSON form; views give back what they are views of. */
  static @Nullable Object toJson(Object value) {
    return switch (value) {
      case NullValue _ -> null;
      case String text -> text;
      case Long number -> number;
      case Boolean truth -> truth;
      case Double number -> finite(number);
      case ObjectView view -> view.members();
      case ListView view -> view.elements();
      case Map<?, ?> members -> toJsonObject(members);
      case List<?> elements -> toJsonList(elements);
      case Instant instant -> instant.toString();
      case Duration duration -> duration.toString();
      case UnsignedLong number -> exactly(number.bigIntegerValue());
      case CelByteString bytes -> Base64.getEncoder().encodeToString(bytes.toByteArray());
      default -> throw new CelInvalidArgumentException("not a value that JSON can hold");
    };
  }

  private static Map<String, @Nullable Object> toJsonObject(Map<?, ?> members) {
    var object = new LinkedHashMap<String, @Nullable Object>();
    members.forEach((key, member) -> object.put(String.valueOf(key), toJson(member)));
    return object;
  }

  private static List<@Nullable Object> toJsonList(List<?> elements) {
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
