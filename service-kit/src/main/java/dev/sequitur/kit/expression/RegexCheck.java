package dev.sequitur.kit.expression;

import dev.cel.common.exceptions.CelRuntimeException;
import org.jspecify.annotations.Nullable;

/** Whether a regular expression may be used on what others send: linear in time, and small. */
public final class RegexCheck {

  private RegexCheck() {}

  /** Null if it may; else {@code EXPRESSION_TOO_LARGE} or {@code EXPRESSION_REGEX}. */
  public static @Nullable ExpressionCode problem(String regex) {
    try {
      Allowance.renew();
      Regexes.compile(regex);
      return null;
    } catch (Allowance.Exceeded e) {
      return ExpressionCode.EXPRESSION_TOO_LARGE;
    } catch (CelRuntimeException e) {
      return ExpressionCode.EXPRESSION_REGEX;
    }
  }
}
