package dev.sequitur.reporting.report.xlsx;

import java.io.IOException;
import java.io.Writer;

/** XML as it is written: what is markup, and what is text and stays text. */
final class Xml {

  private final Writer to;

  Xml(Writer to) throws IOException {
    this.to = to;
    to.write("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n");
  }

  /** Markup that is ours. */
  Xml raw(String markup) throws IOException {
    to.write(markup);
    return this;
  }

  /**
   * Whatever somebody wrote. What XML cannot hold is written as Office does ({@code _x0001_},
   * ECMA-376 part 1, 22.9.2.19), and what only looks so is told apart from it; half a pair is
   * U+FFFD.
   */
  Xml text(String text) throws IOException {
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      switch (c) {
        case '<' -> to.write("&lt;");
        case '>' -> to.write("&gt;");
        case '&' -> to.write("&amp;");
        case '"' -> to.write("&quot;");
        case '_' -> to.write(isEscape(text, i) ? "_x005F_" : "_");
        default -> character(c);
      }
    }
    return this;
  }

  void end() throws IOException {
    to.flush();
  }

  private void character(int c) throws IOException {
    if (c < ' ' && c != '\t' && c != '\n' || c == 0xFFFE || c == 0xFFFF) {
      to.write("_x" + java.util.HexFormat.of().withUpperCase().toHexDigits((short) c) + "_");
    } else if (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE) {
      to.write('\uFFFD');
    } else {
      to.write(Character.toChars(c));
    }
  }

  private static boolean isEscape(String text, int at) {
    return text.length() >= at + 7
        && text.charAt(at + 1) == 'x'
        && text.charAt(at + 6) == '_'
        && text.substring(at + 2, at + 6).chars().allMatch(c -> Character.digit(c, 16) >= 0);
  }
}
