package dev.sequitur.kit.expression;

import static dev.cel.runtime.CelFunctionBinding.from;

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
 * can hold.
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

  private static double divide(Number dividend, Number divisor) {
    if (divisor.doubleValue() == 0) {
      throw new CelDivideByZeroException(new ArithmeticException("division by zero"));
    }
    return dividend.doubleValue() / divisor.doubleValue();
  }

  /** Whether an integer and a double are the same number, without rounding either. */
  static boolean same(long integer, double number) {
    return number == (double) integer && number < 0x1p63 && (long) number == integer;
  }
}
