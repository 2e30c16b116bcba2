package dev.sequitur.kit.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/** A field that is not there. It happens with ordinary data, so that it carries no stack trace. */
final class FieldMissing extends CelRuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Throwable CAUSE = new Cause();

  // An error costs the run time far more than a value does, and a loop may go on after each.
  static final int UNITS = 8_000;

  FieldMissing() {
    super(CAUSE, CelErrorCode.ATTRIBUTE_NOT_FOUND);
    Allowance.spend(UNITS);
  }

  @Override
  public Throwable fillInStackTrace() {
    return this;
  }

  private static final class Cause extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Cause() {
      super("field missing", null, false, false);
    }
  }
}
