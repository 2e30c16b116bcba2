package dev.sequitur.kit.expression;

/**
 * What one evaluation may spend on work whose cost grows with its values: comparing, searching,
 * joining and matching. The language bounds loops only, so that without this a short expression
 * could double a string with every step, or search a long list from within a loop.
 *
 * <p>One unit is about a nanosecond. An evaluation runs on one thread from start to end, and no
 * evaluation starts another, so the account is the thread's.
 */
final class Allowance {

  /** Units an evaluation may spend. */
  static final long UNITS = 20_000_000;

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

  /**
   * The evaluation would need more than it is allowed. An error rather than an exception, because
   * the language goes on after an exception where the other side of an "or" may still decide, and a
   * loop would raise it ten thousand times.
   */
  static final class Exceeded extends Error {

    private static final long serialVersionUID = 1L;

    Exceeded() {
      super("allowance exceeded", null, false, false);
    }
  }
}
