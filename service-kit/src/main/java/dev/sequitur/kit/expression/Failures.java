package dev.sequitur.kit.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;
import dev.cel.runtime.CelEvaluationException;
import org.jspecify.annotations.Nullable;

/** The run time's many ways to fail, as the few codes that are promised. */
final class Failures {

  private static final Outcome.Failed MISSING =
      Outcome.Failed.of(
          ExpressionCode.EXPRESSION_FIELD_MISSING, "a field that the expression reads is missing");
  private static final Outcome.Failed TYPE =
      Outcome.Failed.of(
          ExpressionCode.EXPRESSION_TYPE, "the operation is not defined for values of these types");
  private static final Outcome.Failed NUMBER =
      Outcome.Failed.of(
          ExpressionCode.EXPRESSION_NUMBER,
          "a number is out of range, or the result of a division by zero");
  private static final Outcome.Failed LIMIT =
      Outcome.Failed.of(
          ExpressionCode.EXPRESSION_LIMIT, "the evaluation needs more than it is allowed");
  private static final Outcome.Failed OTHER =
      Outcome.Failed.of(ExpressionCode.EXPRESSION_FAILED, "a value cannot be converted");

  private Failures() {}

  static Outcome.Failed of(Throwable failure) {
    return switch (failure) {
      case CelEvaluationException e -> of(e.getErrorCode(), e.getCause());
      case CelRuntimeException e -> of(e.getErrorCode(), e);
      case StackOverflowError _, Allowance.Exceeded _ -> LIMIT;
      case ClassCastException _ -> TYPE;
      default -> OTHER;
    };
  }

  private static Outcome.Failed of(CelErrorCode code, @Nullable Throwable cause) {
    return switch (code) {
      case ATTRIBUTE_NOT_FOUND, INDEX_OUT_OF_BOUNDS -> MISSING;
      case OVERLOAD_NOT_FOUND, AMBIGUOUS_OVERLOAD, TYPE_NOT_FOUND -> TYPE;
      case DIVIDE_BY_ZERO, NUMERIC_OVERFLOW -> NUMBER;
      case ITERATION_BUDGET_EXCEEDED -> LIMIT;
      case INTERNAL_ERROR -> internal(cause);
      default -> OTHER;
    };
  }

  /**
   * Where a truth value or something to loop over is needed and something else is there, the run
   * time throws a plain exception of the language.
   */
  private static Outcome.Failed internal(@Nullable Throwable cause) {
    boolean wrongKind =
        cause instanceof IllegalArgumentException || cause instanceof ClassCastException;
    return wrongKind ? TYPE : OTHER;
  }
}
