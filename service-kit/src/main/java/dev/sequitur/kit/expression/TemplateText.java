package dev.sequitur.kit.expression;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds the expressions in a string. An expression ends with the brace that closes it, which is not
 * one within the expression's own strings, maps or comments. {@code $${} stands for the characters
 * <code>${</code>.
 */
final class TemplateText {

  /** A piece of the string. */
  sealed interface Piece {

    record Literal(String text) implements Piece {}

    record Code(String text) implements Piece {}

    /** The expression does not end. */
    record Open() implements Piece {}
  }

  private final String text;
  private final List<Piece> pieces = new ArrayList<>();
  private final StringBuilder literal = new StringBuilder();
  private int at;

  private TemplateText(String text) {
    this.text = text;
  }

  static List<Piece> pieces(String text) {
    if (!text.contains("${")) {
      return List.of(new Piece.Literal(text));
    }
    var scan = new TemplateText(text);
    while (scan.at < text.length()) {
      scan.step();
    }
    scan.endLiteral();
    return scan.pieces;
  }

  private void step() {
    if (text.startsWith("$${", at)) {
      literal.append("${");
      at += 3;
    } else if (text.startsWith("${", at)) {
      endLiteral();
      code();
    } else {
      literal.append(text.charAt(at++));
    }
  }

  private void endLiteral() {
    if (!literal.isEmpty()) {
      pieces.add(new Piece.Literal(literal.toString()));
      literal.setLength(0);
    }
  }

  private void code() {
    int start = at + 2;
    int end = closing(start);
    pieces.add(end < 0 ? new Piece.Open() : new Piece.Code(text.substring(start, end)));
    at = end < 0 ? text.length() : end + 1;
  }

  private int closing(int from) {
    int open = 0;
    int i = from;
    while (i < text.length()) {
      switch (text.charAt(i)) {
        case '"', '\'' -> i = stringEnd(from, i);
        case '/' -> i = text.startsWith("//", i) ? lineEnd(i) : i + 1;
        case '{' -> {
          open++;
          i++;
        }
        case '}' -> {
          if (open-- == 0) {
            return i;
          }
          i++;
        }
        default -> i++;
      }
    }
    return -1;
  }

  private int stringEnd(int from, int at) {
    boolean raw = isRaw(from, at);
    String one = text.substring(at, at + 1);
    String quote = text.startsWith(one.repeat(3), at) ? one.repeat(3) : one;
    int i = at + quote.length();
    while (i < text.length() && !text.startsWith(quote, i)) {
      i += text.charAt(i) == '\\' && !raw ? 2 : 1;
    }
    return Math.min(i + quote.length(), text.length());
  }

  /** A string that begins with r takes a backslash for a character; r and b come in any order. */
  private boolean isRaw(int from, int at) {
    int start = at;
    while (start > from && "rRbB".indexOf(text.charAt(start - 1)) >= 0) {
      start--;
    }
    boolean partOfName = start > from && Character.isJavaIdentifierPart(text.charAt(start - 1));
    String prefix = text.substring(start, at);
    return !partOfName && (prefix.contains("r") || prefix.contains("R"));
  }

  private int lineEnd(int at) {
    int end = text.indexOf('\n', at);
    return end < 0 ? text.length() : end;
  }
}
