package dev.sequitur.gateway.oidc;

/** Where somebody may be sent after signing in: a page of this gateway and nowhere else. */
final class Targets {

  private static final int LONGEST = 1_000;
  private static final String PUNCTUATION = "/-._~?=&%:,+@#";

  private Targets() {}

  /**
   * A path that begins with one slash. Browsers take two, and a backslash, for another host's
   * address; they overlook control characters. So only what needs no thought is taken.
   */
  static boolean isOurs(String target) {
    return target.length() <= LONGEST
        && target.startsWith("/")
        && !target.startsWith("//")
        && target.chars().allMatch(Targets::isPlain);
  }

  private static boolean isPlain(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || PUNCTUATION.indexOf(c) >= 0;
  }
}
