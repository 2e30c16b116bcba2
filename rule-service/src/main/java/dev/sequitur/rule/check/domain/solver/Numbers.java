package dev.sequitur.rule.check.domain.solver;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The numbers that data can hold: integers of 64 bit, and doubles. */
final class Numbers {

  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  static BigDecimal exact(Object number) {
    return number instanceof Double value
        ? new BigDecimal(value)
        : BigDecimal.valueOf(((Number) number).longValue());
  }

  static java.lang.Number json(BigDecimal number) {
    return isLong(number) ? (java.lang.Number) number.longValueExact() : number.doubleValue();
  }

  /** A number between two others; empty if there is none that data can hold. */
  static Optional<BigDecimal> between(BigDecimal low, BigDecimal high) {
    return above(low).filter(one -> one.compareTo(high) < 0).or(() -> closest(low, high));
  }

  /** The next integer, or a double where integers end. */
  static Optional<BigDecimal> above(BigDecimal number) {
    var next = number.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE);
    return isLong(next) ? Optional.of(next) : doubleAbove(number);
  }

  static Optional<BigDecimal> below(BigDecimal number) {
    return above(number.negate())
        .map(BigDecimal::negate)
        .filter(one -> isLong(one) || isDouble(one));
  }

  /** No number is closer to the lower one from above than an integer or double is. */
  private static Optional<BigDecimal> closest(BigDecimal low, BigDecimal high) {
    var middle = new BigDecimal(low.doubleValue() / 2 + high.doubleValue() / 2);
    return low.compareTo(middle) < 0 && middle.compareTo(high) < 0
        ? Optional.of(middle)
        : doubleAbove(low).filter(one -> one.compareTo(high) < 0);
  }

  private static Optional<BigDecimal> doubleAbove(BigDecimal number) {
    var nearest = number.doubleValue();
    var next = new BigDecimal(nearest).compareTo(number) > 0 ? nearest : Math.nextUp(nearest);
    return Double.isInfinite(next) ? Optional.empty() : Optional.of(new BigDecimal(next));
  }

  private static boolean isDouble(BigDecimal number) {
    return new BigDecimal(number.doubleValue()).compareTo(number) == 0;
  }

  private static boolean isLong(BigDecimal number) {
    return number.compareTo(LEAST) >= 0
        && number.compareTo(MOST) <= 0
        && number.stripTrailingZeros().scale() <= 0;
  }
}
