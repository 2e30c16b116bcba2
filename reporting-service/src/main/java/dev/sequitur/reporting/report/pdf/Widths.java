package dev.sequitur.reporting.report.pdf;

import java.util.Arrays;

/** How wide the columns of a table are. */
final class Widths {

  private Widths() {}

  /**
   * As wide as they want to be if there is room. Otherwise the widest are made narrower, all to one
   * width, until all fit.
   */
  static double[] within(double room, double[] wanted) {
    if (Arrays.stream(wanted).sum() <= room) {
      return wanted;
    }
    var ascending = wanted.clone();
    Arrays.sort(ascending);
    double left = room;
    for (int i = 0; i < ascending.length; i++) {
      double share = left / (ascending.length - i);
      if (ascending[i] > share) {
        return Arrays.stream(wanted).map(width -> Math.min(width, share)).toArray();
      }
      left -= ascending[i];
    }
    return wanted;
  }
}
