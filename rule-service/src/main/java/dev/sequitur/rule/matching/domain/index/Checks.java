package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.FieldNames;
import dev.sequitur.kit.condition.Operator;
import dev.sequitur.kit.expression.FieldValues.Mark;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Makes checks of those parts of a condition that need no evaluator. */
final class Checks {

  private final Locals fields;

  Checks(Locals fields) {
    this.fields = fields;
  }

  /** Null if the part needs the evaluator. */
  @Nullable Check of(ConditionTree part) {
    return switch (part) {
      case ConditionTree.All(var parts) -> group(parts, Truth.FALSE);
      case ConditionTree.Any(var parts) -> group(parts, Truth.TRUE);
      case ConditionTree.Not(var inner) -> {
        var check = of(inner);
        yield check == null ? null : (values, slots) -> check.of(values, slots).negated();
      }
      case ConditionTree.Comparison(var field, var operator, var value) ->
          comparison(FieldNames.of(field), operator, value);
      case ConditionTree.Named _, ConditionTree.Text _ -> null;
    };
  }

  /** Whether a field is one of those that events are read for. */
  static boolean isKept(List<String> names) {
    return !names.isEmpty()
        && (names.getFirst().equals("data")
            || (names.getFirst().equals("event") && names.size() > 1));
  }

  /**
   * All or any of some parts.
   *
   * @param alone what one part decides alone
   */
  private @Nullable Check group(List<ConditionTree> parts, Truth alone) {
    var checks = new Check[parts.size()];
    for (int i = 0; i < checks.length; i++) {
      var check = of(parts.get(i));
      if (check == null) {
        return null;
      }
      checks[i] = check;
    }
    return (values, slots) -> {
      var truth = alone.negated();
      for (var check : checks) {
        var one = check.of(values, slots);
        if (one == alone) {
          return alone;
        }
        truth = one == Truth.UNTOLD ? one : truth;
      }
      return truth;
    };
  }

  private @Nullable Check comparison(
      List<String> names, Operator operator, @Nullable Object literal) {
    if (!isKept(names)) {
      return null;
    }
    return switch (operator) {
      case EQ -> isScalar(literal) ? oneOf(names, keys(List.of(keyable(literal)))) : null;
      case NE -> isScalar(literal) ? not(oneOf(names, keys(List.of(keyable(literal))))) : null;
      case IN ->
          literal instanceof List<?> list && isScalars(list) ? oneOf(names, keys(list)) : null;
      case NOT_IN ->
          literal instanceof List<?> list && isScalars(list) ? not(oneOf(names, keys(list))) : null;
      case GT, GTE, LT, LTE, BETWEEN -> within(names, Accesses.interval(operator, literal));
      case STARTS_WITH -> text(names, value -> value.startsWith(String.valueOf(literal)));
      case ENDS_WITH -> text(names, value -> value.endsWith(String.valueOf(literal)));
      case CONTAINS ->
          literal instanceof String part ? text(names, value -> value.contains(part)) : null;
      case EXISTS -> exists(names);
      case MISSING -> not(exists(names));
      case INCLUDES, MATCHES, MATCHES_GLOB, IN_CIDR -> null;
    };
  }

  private static Check not(Check check) {
    return (values, slots) -> check.of(values, slots).negated();
  }

  private Check oneOf(List<String> names, Set<Object> keys) {
    int field = fields.of(names);
    if (keys.size() == 1) {
      var only = keys.iterator().next();
      return (values, slots) -> {
        var key = Scalars.keyOrNull(value(values, slots, field));
        return key == null ? Truth.UNTOLD : Truth.of(only.equals(key));
      };
    }
    return (values, slots) -> {
      var key = Scalars.keyOrNull(value(values, slots, field));
      return key == null ? Truth.UNTOLD : Truth.of(keys.contains(key));
    };
  }

  private Check within(List<String> names, Interval interval) {
    int field = fields.of(names);
    boolean ofTexts = interval.ofTexts();
    return (values, slots) -> {
      var value = value(values, slots, field);
      boolean comparable = ofTexts ? value instanceof String : Scalars.isNumber(value);
      return comparable && value != null
          ? Truth.of(interval.beginsAtOrBefore(value) && interval.endsAtOrAfter(value))
          : Truth.UNTOLD;
    };
  }

  private Check text(List<String> names, Predicate<String> holds) {
    int field = fields.of(names);
    return (values, slots) ->
        value(values, slots, field) instanceof String text
            ? Truth.of(holds.test(text))
            : Truth.UNTOLD;
  }

  /** A name that is not there can be told to be missing only where there is an object around it. */
  private Check exists(List<String> names) {
    if (names.size() == 1) {
      return (_, _) -> Truth.UNTOLD;
    }
    int field = fields.of(names);
    int around = fields.of(names.subList(0, names.size() - 1));
    return (values, slots) -> {
      if (slots[field] < 0 || slots[around] < 0) {
        return Truth.UNTOLD;
      }
      if (values.at(slots[field]) != null) {
        return Truth.TRUE;
      }
      return values.at(slots[around]) == Mark.OBJECT ? Truth.FALSE : Truth.UNTOLD;
    };
  }

  private static @Nullable Object value(
      dev.sequitur.kit.expression.FieldValues values, int[] slots, int field) {
    return slots[field] < 0 ? null : values.at(slots[field]);
  }

  private static boolean isScalar(@Nullable Object literal) {
    return !(literal instanceof List) && !(literal instanceof Map);
  }

  private static boolean isScalars(List<?> literals) {
    return literals.stream().allMatch(Checks::isScalar);
  }

  private static Object keyable(@Nullable Object literal) {
    return literal == null ? Mark.NULL : literal;
  }

  static Set<Object> keys(List<?> literals) {
    var keys = new HashSet<Object>();
    literals.forEach(literal -> keys.add(FieldIndex.keyOf(literal)));
    return Set.copyOf(keys);
  }
}
