package dev.sequitur.reporting.report.html;

/** HTML as it grows: what is markup, and what is text and stays text. */
final class Markup {

  private static final char UNKNOWN = '\uFFFD';

  private final StringBuilder html = new StringBuilder();

  /** Markup that is ours. */
  Markup raw(String markup) {
    html.append(markup);
    return this;
  }

  /**
   * Whatever somebody wrote. What HTML cannot hold, a control character or half a pair, is U+FFFD.
   */
  Markup text(String text) {
    text.codePoints().forEach(this::escaped);
    return this;
  }

  Markup element(String name, String content) {
    return raw("<" + name + ">").text(content).raw("</" + name + ">");
  }

  private void escaped(int c) {
    switch (c) {
      case '<' -> html.append("&lt;");
      case '>' -> html.append("&gt;");
      case '&' -> html.append("&amp;");
      case '"' -> html.append("&quot;");
      case '\'' -> html.append("&#39;");
      default -> html.appendCodePoint(isCharacter(c) ? c : UNKNOWN);
    }
  }

  private static boolean isCharacter(int c) {
    var isHalf = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return !isHalf && (!Character.isISOControl(c) || c == '\t' || c == '\n' || c == '\r');
  }

  @Override
  public String toString() {
    return html.toString();
  }
}
