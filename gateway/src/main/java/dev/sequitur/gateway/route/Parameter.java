package dev.sequitur.gateway.route;

/**
 * What may stand for a {parameter} of a path: the alphabets in which owners name their resources.
 * None holds capitals, percent signs, semicolons or backslashes, so one resource has one spelling.
 */
enum Parameter {
  WORKSPACE(63, "-"),
  NAME(63, "-"),
  USER(63, "-"),
  ISSUER(63, "-"),
  ID(64, "-"),
  SECRET(100, "-._"),
  /** All the rest of the path: a webhook's address may have several segments. */
  HOOK(200, "-_/");

  private final int longest;
  private final String punctuation;

  Parameter(int longest, String punctuation) {
    this.longest = longest;
    this.punctuation = punctuation;
  }

  boolean isRest() {
    return this == HOOK;
  }

  /** Whether {@code path[from, to)} is a value of this parameter. */
  boolean accepts(String path, int from, int to) {
    if (to - from > longest) {
      return false;
    }
    // Each segment begins with a letter or digit: no empty ones, and none of dots alone.
    var fresh = true;
    for (var i = from; i < to; i++) {
      var c = path.charAt(i);
      if (!isAlphanumeric(c) && (fresh || punctuation.indexOf(c) < 0)) {
        return false;
      }
      fresh = c == '/';
    }
    return !fresh && (isRest() || isAlphanumeric(path.charAt(to - 1)));
  }

  private static boolean isAlphanumeric(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  }
}
