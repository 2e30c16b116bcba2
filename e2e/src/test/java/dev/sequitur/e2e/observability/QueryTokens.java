package dev.sequitur.e2e.observability;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A query's numbers, names, texts, ranges and signs, one after the other. */
final class QueryTokens {

  private static final Pattern TOKEN =
      Pattern.compile(
          "\\s*(?:(\\d+(?:\\.\\d+)?(?:e[+-]?\\d+)?(?![\\w.]))|([a-zA-Z_:][\\w:]*)"
              + "|(\"(?:[^\"\\\\]|\\\\.)*\")|(\\[[^\\]]*\\])|(=~|!~|!=|==|>=|<=|[-+*/%^<>=(){},]))");
  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int next;

  /**
   * @throws IllegalArgumentException at the first character that begins none of them
   */
  QueryTokens(String text) {
    this.text = text.strip();
    var matcher = TOKEN.matcher(this.text);
    int end = 0;
    while (end < this.text.length() && matcher.find(end) && matcher.start() == end) {
      tokens.add(matcher.group().strip());
      end = matcher.end();
    }
    if (end < this.text.length()) {
      throw new IllegalArgumentException("not understood: " + this.text.substring(end));
    }
  }

  @Nullable String peek() {
    return next < tokens.size() ? tokens.get(next) : null;
  }

  String take() {
    if (next == tokens.size()) {
      throw refused("more");
    }
    return tokens.get(next++);
  }

  /** Gives the one that was taken last back. */
  void back() {
    next--;
  }

  void expect(String token) {
    if (!token.equals(peek())) {
      throw refused(token);
    }
    next++;
  }

  IllegalArgumentException refused(String expected) {
    return new IllegalArgumentException(
        expected + " expected where there is " + peek() + ": " + text);
  }
}
