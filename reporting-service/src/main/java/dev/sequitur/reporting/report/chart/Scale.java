package dev.sequitur.reporting.report.chart;

/** An axis from zero, with round numbers on it. */
final class Scale {

  private static final int MOST_STEPS = 5;

  private Scale() {}

  /** Where the axis ends: at the greatest value or a little above, and never at zero. */
  static long top(long greatest) {
    var step = stepFor(Math.max(greatest, 1));
    return (Math.max(greatest, 1) + step - 1) / step * step;
  }

  /** From one number on the axis to the next, given where it ends. */
  static long step(long top) {
    return stepFor(top);
  }

  /** The least of 1, 2, 5, 10, 20, 50 … of which five reach the value. */
  private static long stepFor(long value) {
    long decade = 1;
    while (true) {
      for (long factor : new long[] {1, 2, 5}) {
        if (value <= decade * factor * MOST_STEPS) {
          return decade * factor;
        }
      }
      decade *= 10;
    }
  }
}
