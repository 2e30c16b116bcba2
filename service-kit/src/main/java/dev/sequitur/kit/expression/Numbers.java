package dev.sequitur.kit.expression;

import static dev.cel.runtime.CelFunctionBinding.from;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.exceptions.CelDivideByZeroException;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelFunctionBinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Arithmetic across integers and doubles, which the language itself does not define: the result is
 * a double. JSON does not tell 2 from 2.0, so without this a price of 3 could not be multiplied by
 * 1.5. A division by zero fails for doubles too; the language would give an infinity, which no JSON
 * can hold. Comparisons across the two are exact, where the run time's own round the integer.
 */
final class Numbers {

  private static final Map<String, String> OPERATORS =
      Map.of("_+_", "add", "_-_", "subtract", "_*_", "multiply", "_/_", "divide");

  private Numbers() {}

  /** What the type checker has to know. */
  static List<CelFunctionDecl> declarations() {
    var declarations = new ArrayList<CelFunctionDecl>();
    OPERATORS.forEach(
        (operator, name) ->
            declarations.add(
                CelFunctionDecl.newFunctionDeclaration(
                    operator,
                    CelOverloadDecl.newGlobalOverload(
                        name + "_int64_double",
                        SimpleType.DOUBLE,
                        SimpleType.INT,
                        SimpleType.DOUBLE),
                    CelOverloadDecl.newGlobalOverload(
                        name + "_double_int64",
                        SimpleType.DOUBLE,
                        SimpleType.DOUBLE,
                        SimpleType.INT))));
    return declarations;
  }

  /** What is evaluated, by operator; also replaces the division of two doubles. */
  static Map<String, List<CelFunctionBinding>> bindings() {
    return Map.of(
        "_+_",
        List.of(
            from("add_int64_double", Long.class, Double.class, (a, b) -> a.doubleValue() + b),
            from("add_double_int64", Double.class, Long.class, (a, b) -> a + b.doubleValue())),
        "_-_",
        List.of(
            from("subtract_int64_double", Long.class, Double.class, (a, b) -> a.doubleValue() - b),
            from("subtract_double_int64", Double.class, Long.class, (a, b) -> a - b.doubleValue())),
        "_*_",
        List.of(
            from("multiply_int64_double", Long.class, Double.class, (a, b) -> a.doubleValue() * b),
            from("multiply_double_int64", Double.class, Long.class, (a, b) -> a * b.doubleValue())),
        "_/_",
        List.of(
            from("divide_int64_double", Long.class, Double.class, (a, b) -> divide(a, b)),
            from("divide_double_int64", Double.class, Long.class, (a, b) -> divide(a, b)),
            from("divide_double", Double.class, Double.class, (a, b) -> divide(a, b))));
  }

  /** Comparisons across integers and doubles, by operator. */
  static Map<String, List<CelFunctionBinding>> comparisons() {
    return Map.of(
        "_<_", comparisons("less", order -> order < 0),
        "_<=_", comparisons("less_equals", order -> order <= 0),
        "_>_", comparisons("greater", order -> order > 0),
        "_>=_", comparisons("greater_equals", order -> order >= 0));
  }

  private static List<CelFunctionBinding> comparisons(String name, Holds holds) {
    return List.of(
        from(
            name + "_int64_double",
            Long.class,
            Double.class,
            (a, b) -> !b.isNaN() && holds.of(compare(a, b))),
        from(
            name + "_double_int64",
            Double.class,
            Long.class,
            (a, b) -> !a.isNaN() && holds.of(-compare(b, a))));
  }

  /** Whether a comparison's operator holds for an order below, at or above zero. */
  @Immutable
  private interface Holds {
    boolean of(int order);
  }

  /** The order of an integer and a double that is a number, without rounding either. */
  static int compare(long integer, double number) {
    if (number >= 0x1p63) {
      return -1;
    }
    if (number < -0x1p63) {
      return 1;
    }
    long whole = (long) number;
    if (integer != whole) {
      return Long.compare(integer, whole);
    }
    // Not Double.compare, for which zero is more than minus zero.
    return number > whole ? -1 : number < whole ? 1 : 0;
  }

  private static double divide(Number dividend, Number divisor) {
    if (divisor.doubleValue() == 0) {
      throw new CelDivideByZeroException(new ArithmeticException("division by zero"));
    }
    return dividend.doubleValue() / divisor.doubleValue();
  }
}
