package dev.sequitur.kit.expression;

/**
 * Wildcards: {@code *} stands for any characters, {@code ?} for one, a backslash takes its special
 * meaning from the character after it. The whole text must match.
 *
 * <p>Greedy and without recursion: after a mismatch only the last star gives way, because whatever
 * an earlier one could take the last one can take as well. That is at most the text's length times
 * that of the longest part between stars, and each step is paid for.
 */
final class Globs {

  private static final int STEPS = 1_024;

  private final String text;
  private final String glob;
  private int textAt;
  private int globAt;
  private int star = -1;
  private int afterStar;

  private Globs(String text, String glob) {
    this.text = text;
    this.glob = glob;
  }

  static boolean matches(String text, String glob) {
    return new Globs(text, glob).matches();
  }

  private boolean matches() {
    int steps = 0;
    while (textAt < text.length()) {
      if (steps++ % STEPS == 0) {
        Allowance.spend(6 * STEPS);
      }
      if (globAt < glob.length() && glob.charAt(globAt) == '*') {
        star = ++globAt;
        afterStar = textAt;
      } else if (isHere()) {
        globAt += width();
        textAt++;
      } else if (star >= 0) {
        globAt = star;
        textAt = ++afterStar;
      } else {
        return false;
      }
    }
    return onlyStarsAreLeft();
  }

  private boolean isHere() {
    if (globAt >= glob.length()) {
      return false;
    }
    char wanted = glob.charAt(globAt);
    if (wanted == '?') {
      return takesPair();
    }
    return glob.charAt(globAt + width() - 1) == text.charAt(textAt);
  }

  /** One character may be two of Java's. */
  private boolean takesPair() {
    if (Character.isHighSurrogate(text.charAt(textAt))
        && textAt + 1 < text.length()
        && Character.isLowSurrogate(text.charAt(textAt + 1))) {
      textAt++;
    }
    return true;
  }

  /** How many characters of the pattern stand for the next one of the text. */
  private int width() {
    return glob.charAt(globAt) == '\\' && globAt + 1 < glob.length() ? 2 : 1;
  }

  private boolean onlyStarsAreLeft() {
    while (globAt < glob.length() && glob.charAt(globAt) == '*') {
      globAt++;
    }
    return globAt == glob.length();
  }
}
