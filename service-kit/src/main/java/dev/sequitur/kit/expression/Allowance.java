package dev.sequitur.kit.expression;

import dev.cel.common.CelErrorCode;
import dev.cel.common.exceptions.CelRuntimeException;

/**
 * What one evaluation may spend on work whose cost grows with its values: comparing, searching,
 * joining and matching. The language bounds loops only, so that without this a short expression
 * could double a string with every step, or search a long list from within a loop.
 *
 * <p>One unit is about one character or element touched. An evaluation runs on one thread from
 * start to end, and no evaluation starts another, so the account is the thread's.
 */
final class Allowance {

  /** Units an evaluation may spend. */
  static final long UNITS = 4_000_000;

  /** Units for a character or element that is newly allocated, which costs memory too. */
  static final int ALLOCATED = 4;

  private static final ThreadLocal<Allowance> CURRENT = ThreadLocal.withInitial(Allowance::new);

  private long left = UNITS;

  static void renew() {
    CURRENT.get().left = UNITS;
  }

  /** Spends units before the work is done, so that what cannot be afforded is never begun. */
  static void spend(long units) {
    Allowance allowance = CURRENT.get();
    allowance.left -= units;
    if (allowance.left < 0) {
      throw new Exceeded();
    }
  }

  /** The evaluation would need more than it is allowed. */
  static final class Exceeded extends CelRuntimeException {

    private static final long serialVersionUID = 1L;

    Exceeded() {
      super(
          new IllegalStateException("allowance exceeded"), CelErrorCode.ITERATION_BUDGET_EXCEEDED);
    }
  }
}
