package dev.sequitur.rule.check.domain.solver;

/**
 * How many comparisons may still be asked: counted, not timed, so that the answer is always the
 * same.
 */
public final class Budget {

  private long left;

  public Budget(long comparisons) {
    this.left = comparisons;
  }

  /** Takes a share of at most so many, to be given back as far as it is not used. */
  Budget share(long most) {
    long taken = Math.min(most, left);
    left -= taken;
    return new Budget(taken);
  }

  void giveBack(Budget share) {
    left += share.left;
    share.left = 0;
  }

  void spend() {
    left--;
  }

  /** Whether nothing is left. */
  public boolean isSpent() {
    return left <= 0;
  }
}
