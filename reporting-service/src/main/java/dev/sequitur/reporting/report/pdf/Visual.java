package dev.sequitur.reporting.report.pdf;

import java.text.Bidi;

/** Order of characters on a line: letters that run from right to left are drawn in that order. */
final class Visual {

  private static final String OPENING = "([{<";
  private static final String CLOSING = ")]}>";

  private Visual() {}

  /** The line's characters from left to right (Unicode Bidirectional Algorithm). */
  static String order(String line) {
    if (!Bidi.requiresBidi(line.toCharArray(), 0, line.length())) {
      return line;
    }
    var bidi = new Bidi(line, Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    var levels = new byte[bidi.getRunCount()];
    var runs = new Object[levels.length];
    for (int run = 0; run < levels.length; run++) {
      levels[run] = (byte) bidi.getRunLevel(run);
      var text = line.substring(bidi.getRunStart(run), bidi.getRunLimit(run));
      runs[run] = levels[run] % 2 == 0 ? text : reversed(text);
    }
    Bidi.reorderVisually(levels, 0, runs, 0, runs.length);
    var ordered = new StringBuilder(line.length());
    for (var run : runs) {
      ordered.append(run);
    }
    return ordered.toString();
  }

  private static String reversed(String run) {
    var reversed = new StringBuilder(run).reverse();
    for (int i = 0; i < reversed.length(); i++) {
      reversed.setCharAt(i, mirrored(reversed.charAt(i)));
    }
    return reversed.toString();
  }

  private static char mirrored(char c) {
    if (OPENING.indexOf(c) >= 0) {
      return CLOSING.charAt(OPENING.indexOf(c));
    }
    return CLOSING.indexOf(c) >= 0 ? OPENING.charAt(CLOSING.indexOf(c)) : c;
  }
}
