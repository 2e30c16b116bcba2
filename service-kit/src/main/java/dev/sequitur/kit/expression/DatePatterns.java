package dev.sequitur.kit.expression;

import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Patterns of dates and times, in Java's letters: {@code yyyy-MM-dd HH:mm}. Names of months and
 * days are English. Letters that write out the names of zones are left out: their texts are large
 * and slow to load.
 */
final class DatePatterns {

  private static final int LONGEST = 64;
  private static final String LETTERS = "yuMLdDQqwYEeahHKkmsSXxZV";

  private static final Kept<DateTimeFormatter> READ = new Kept<>(256, DatePatterns::read);

  private DatePatterns() {}

  /** Fails as an evaluation does where this is no such pattern. */
  static DateTimeFormatter of(String pattern) {
    return READ.of(pattern);
  }

  private static DateTimeFormatter read(String pattern) {
    Allowance.spend(20_000);
    try {
      if (pattern.length() <= LONGEST && knowsLetters(pattern)) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
      }
    } catch (IllegalArgumentException e) {
      // Nothing but patterns comes here: this is none.
    }
    throw Refusals.argument();
  }

  private static boolean knowsLetters(String pattern) {
    boolean quoted = false;
    for (char c : pattern.toCharArray()) {
      if (c == '\'') {
        quoted = !quoted;
      } else if (!quoted && LETTERS.indexOf(c) < 0 && isLetter(c)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
