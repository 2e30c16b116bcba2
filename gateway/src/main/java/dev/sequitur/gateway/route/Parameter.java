package dev.sequitur.gateway.route;

/**
 * What may stand for a {parameter} of a path. No alphabet holds a slash, percent sign, semicolon or
 * backslash, and none but a webhook's holds capitals or dots: one resource has one spelling.
 */
enum Parameter {
  WORKSPACE(63, false),
  NAME(63, false),
  USER(63, false),
  ID(64, false),
  HOOK(128, true);

  private final int longest;
  private final boolean chosenOutside;

  Parameter(int longest, boolean chosenOutside) {
    this.longest = longest;
    this.chosenOutside = chosenOutside;
  }

  /** Whether {@code path[from, to)} is a value of this parameter. */
  boolean accepts(String path, int from, int to) {
    if (to <= from || to - from > longest || !isAlphanumeric(path.charAt(from))) {
      return false;
    }
    for (var i = from + 1; i < to; i++) {
      var c = path.charAt(i);
      if (!isAlphanumeric(c) && !isPunctuation(c)) {
        return false;
      }
    }
    return isAlphanumeric(path.charAt(to - 1));
  }

  private boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || (chosenOutside && c >= 'A' && c <= 'Z');
  }

  private boolean isPunctuation(char c) {
    return c == '-' || (chosenOutside && (c == '_' || c == '.'));
  }
}
