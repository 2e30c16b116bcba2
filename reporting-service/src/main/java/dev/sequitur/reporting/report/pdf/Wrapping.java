package dev.sequitur.reporting.report.pdf;

import java.util.ArrayList;
import java.util.List;

/** Breaks texts into lines. */
final class Wrapping {

  private static final int MOST_LINES = 20;

  private final Typeface face;
  private final double size;

  Wrapping(Typeface face, double size) {
    this.face = face;
    this.size = size;
  }

  /**
   * Lines of a text that is shown as it stands; what is too long ends with how much is left out.
   */
  List<String> lines(String shown, double width) {
    if (face.width(shown, size) <= width) {
      return List.of(shown);
    }
    var lines = new ArrayList<String>();
    int at = 0;
    while (at < shown.length()) {
      if (lines.size() == MOST_LINES) {
        lines.add("… (" + (shown.length() - at) + " more characters)");
        return lines;
      }
      int end = end(shown, at, width);
      lines.add(shown.substring(at, end).strip());
      at = end;
    }
    return lines;
  }

  /** The longest beginning that fits, on one line. */
  String fitting(String shown, double width) {
    if (face.width(shown, size) <= width) {
      return shown;
    }
    return shown.substring(0, limit(shown, 0, width - face.width("…", size))) + "…";
  }

  private int end(String text, int from, double width) {
    int limit = limit(text, from, width);
    int space = limit == text.length() ? -1 : text.lastIndexOf(' ', limit);
    return space > from ? Math.min(space + 1, text.length()) : limit;
  }

  /** Where a line is full; at least one character further on. */
  private int limit(String text, int from, double width) {
    double left = width * 1_000 / size;
    int at = from;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      left -= face.width(c);
      if (left < 0 && at > from) {
        return at;
      }
      at += Character.charCount(c);
    }
    return at;
  }
}
