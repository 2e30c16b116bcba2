package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.List;
import java.util.Objects;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What comparisons say of values, as {@code docs/conditions.md} has it. */
final class Comparing {

  private Comparing() {}

  /** Whether the comparison is one of those that are understood here. */
  static boolean understands(Comparison asked) {
    return switch (asked.operator()) {
      case EXISTS, MISSING -> true;
      case EQ, NE -> isScalar(asked.value());
      case GT, GTE, LT, LTE, STARTS_WITH -> isScalar(asked.value());
      case IN, NOT_IN, BETWEEN ->
          asked.value() instanceof List<?> all && all.stream().allMatch(Comparing::isScalar);
      case ENDS_WITH, CONTAINS, INCLUDES, MATCHES, MATCHES_GLOB, IN_CIDR -> false;
    };
  }

  private static boolean isScalar(@Nullable Object constant) {
    return switch (constant) {
      case null -> true;
      case Boolean _, Long _ -> true;
      case Double number -> Double.isFinite(number);
      case String text -> Texts.isPlain(text);
      default -> false;
    };
  }

  static Truth of(Comparison asked, Value value) {
    var constant = asked.value();
    return switch (asked.operator()) {
      case EXISTS -> exists(value);
      case MISSING -> exists(value).negated();
      case EQ -> equal(constant, value);
      case NE -> equal(constant, value).negated();
      case GT -> ordered(constant, value, order -> order > 0);
      case GTE -> ordered(constant, value, order -> order >= 0);
      case LT -> ordered(constant, value, order -> order < 0);
      case LTE -> ordered(constant, value, order -> order <= 0);
      case BETWEEN -> between((List<?>) Objects.requireNonNull(constant), value);
      case IN -> in((List<?>) Objects.requireNonNull(constant), value);
      case NOT_IN -> in((List<?>) Objects.requireNonNull(constant), value).negated();
      case STARTS_WITH ->
          value instanceof Value.Text(var text)
              ? Truth.of(text.startsWith((String) Objects.requireNonNull(constant)))
              : Truth.UNTOLD;
      case ENDS_WITH, CONTAINS, INCLUDES, MATCHES, MATCHES_GLOB, IN_CIDR ->
          throw new IllegalArgumentException();
    };
  }

  private static Truth exists(Value value) {
    return switch (value) {
      case Value.Unreachable _ -> Truth.UNTOLD;
      case Value.Missing _ -> Truth.FALSE;
      default -> Truth.TRUE;
    };
  }

  private static Truth equal(@Nullable Object constant, Value value) {
    return switch (value) {
      case Value.Unreachable _, Value.Missing _, Value.Huge _ -> Truth.UNTOLD;
      case Value.Members _, Value.Elements _ -> Truth.FALSE;
      case Value.Null _ -> Truth.of(constant == null);
      case Value.Truth(var held) -> Truth.of(constant instanceof Boolean asked && asked == held);
      case Value.Text(var held) -> Truth.of(held.equals(constant));
      case Value.Number(var held) ->
          Truth.of(constant instanceof Number asked && Numbers.exact(asked).compareTo(held) == 0);
    };
  }

  private static Truth in(List<?> constants, Value value) {
    var told = exists(value) == Truth.TRUE && !(value instanceof Value.Huge);
    return told
        ? Truth.of(constants.stream().anyMatch(one -> equal(one, value) == Truth.TRUE))
        : Truth.UNTOLD;
  }

  private static Truth between(List<?> bounds, Value value) {
    var low = ordered(bounds.get(0), value, order -> order >= 0);
    return low == Truth.TRUE ? ordered(bounds.get(1), value, order -> order <= 0) : low;
  }

  private static Truth ordered(@Nullable Object constant, Value value, IntPredicate holds) {
    if (value instanceof Value.Number(var held) && constant instanceof Number asked) {
      return Truth.of(holds.test(held.compareTo(Numbers.exact(asked))));
    }
    if (value instanceof Value.Text(var held) && constant instanceof String asked) {
      return Truth.of(holds.test(held.compareTo(asked)));
    }
    return Truth.UNTOLD;
  }
}
