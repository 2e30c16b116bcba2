package dev.sequitur.kit.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * What functions throw where there is no value to give. It happens with ordinary data and again and
 * again in a loop, so that it carries no stack trace and is paid for.
 */
final class Refusals {

  private static final Cause CAUSE = new Cause();

  private Refusals() {}

  /** An argument has the right type, and no meaning. */
  static CelRuntimeException argument() {
    return refused(CelErrorCode.INVALID_ARGUMENT);
  }

  /** An argument, or an element of it, is of a type that this is not defined for. */
  static CelRuntimeException type() {
    return refused(CelErrorCode.OVERLOAD_NOT_FOUND);
  }

  /** A number cannot be represented. */
  static CelRuntimeException number() {
    return refused(CelErrorCode.NUMERIC_OVERFLOW);
  }

  private static CelRuntimeException refused(CelErrorCode code) {
    Allowance.spend(FieldMissing.UNITS);
    return new Refused(code);
  }

  private static final class Refused extends CelRuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(CelErrorCode code) {
      super(CAUSE, code);
    }

    @Override
    public Throwable fillInStackTrace() {
      return this;
    }
  }

  private static final class Cause extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Cause() {
      super("refused", null, false, false);
    }
  }
}
