package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Numbers of either kind compare as the numbers they are, and compute as documented. */
class NumbersPropertyTest {

  private static final Map<String, Expression> OPERATORS =
      Map.of(
          "<", Cases.compiled("data.a < data.b"),
          "<=", Cases.compiled("data.a <= data.b"),
          ">", Cases.compiled("data.a > data.b"),
          ">=", Cases.compiled("data.a >= data.b"),
          "==", Cases.compiled("data.a == data.b"),
          "!=", Cases.compiled("data.a != data.b"));

  @Property
  void comparisonsAreExact(@ForAll("numbers") Number a, @ForAll("numbers") Number b) {
    int order = exact(a).compareTo(exact(b));
    assertThat(value("<", a, b)).isEqualTo(order < 0);
    assertThat(value("<=", a, b)).isEqualTo(order <= 0);
    assertThat(value(">", a, b)).isEqualTo(order > 0);
    assertThat(value(">=", a, b)).isEqualTo(order >= 0);
    assertThat(value("==", a, b)).isEqualTo(order == 0);
    assertThat(value("!=", a, b)).isEqualTo(order != 0);
  }

  @Property
  void arithmeticOfIntegersIsExactOrFails(@ForAll("integers") Long a, @ForAll("integers") Long b) {
    var sum = exact(a).add(exact(b));
    var product = exact(a).multiply(exact(b));
    assertThat(result("data.a + data.b", a, b)).isEqualTo(expected(sum));
    assertThat(result("data.a * data.b", a, b)).isEqualTo(expected(product));
  }

  @Property
  void arithmeticAcrossTheTwoIsThatOfDoubles(
      @ForAll("integers") Long a, @ForAll("doubles") Double b) {
    assertThat(result("data.a + data.b", a, b)).isEqualTo(expected(a.doubleValue() + b));
    assertThat(result("data.b - data.a", a, b)).isEqualTo(expected(b - a.doubleValue()));
    assertThat(result("data.a * data.b", a, b)).isEqualTo(expected(a.doubleValue() * b));
    assertThat(result("data.b / data.a", a, b))
        .isEqualTo(a == 0 ? "EXPRESSION_NUMBER" : expected(b / a.doubleValue()));
  }

  @Provide
  Arbitrary<Number> numbers() {
    return Arbitraries.oneOf(integers().map(Number.class::cast), doubles().map(Number.class::cast));
  }

  /** Often where a double can no longer tell neighbours apart, or a long ends. */
  @Provide
  Arbitrary<Long> integers() {
    return Arbitraries.oneOf(
        Arbitraries.longs(),
        Arbitraries.longs().between(-3, 3),
        Arbitraries.longs().between(-2, 2).map(near -> (1L << 53) + near),
        Arbitraries.longs().between(0, 2_000).map(near -> Long.MAX_VALUE - near),
        Arbitraries.longs().between(0, 2_000).map(near -> Long.MIN_VALUE + near));
  }

  @Provide
  Arbitrary<Double> doubles() {
    return Arbitraries.oneOf(
        Arbitraries.doubles(),
        integers().map(Long::doubleValue),
        Arbitraries.doubles().between(-3, 3),
        Arbitraries.of(0.0, -0.0, 0x1p63, -0x1p63, Double.MIN_VALUE, Double.MAX_VALUE));
  }

  private static BigDecimal exact(Number number) {
    return number instanceof Long whole
        ? new BigDecimal(whole)
        : new BigDecimal(number.doubleValue());
  }

  private static Object expected(BigDecimal number) {
    boolean fits = number.toBigIntegerExact().bitLength() <= 63;
    return fits ? number.longValueExact() : "EXPRESSION_NUMBER";
  }

  private static Object expected(double number) {
    return Double.isFinite(number) ? (Object) number : "EXPRESSION_NUMBER";
  }

  private static Object value(String operator, Number a, Number b) {
    return result(Objects.requireNonNull(OPERATORS.get(operator)), a, b);
  }

  private static Object result(String text, Number a, Number b) {
    return result(Cases.compiled(text), a, b);
  }

  private static Object result(Expression expression, Number a, Number b) {
    return switch (expression.evaluate(Map.of("data", Map.of("a", a, "b", b)))) {
      case Outcome.Value(Object value) -> value;
      case Outcome.Failed(String code, _) -> code;
    };
  }
}
