package dev.sequitur.rule.eventtype.domain;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds the word that somebody may have meant. */
final class Likeness {

  private static final int LONGEST = 100;

  private Likeness() {}

  /** A suggestion to be appended to a sentence; empty if no word is alike. */
  static String suggestion(String given, Collection<String> known) {
    var nearest = nearest(given, known);
    return nearest == null ? "" : "; did you mean " + nearest + "?";
  }

  private static @Nullable String nearest(String given, Collection<String> known) {
    int most = Math.max(1, given.length() / 3);
    return known.stream()
        .filter(word -> word.length() <= LONGEST && given.length() <= LONGEST)
        .filter(word -> distance(given, word) <= most)
        .min(Comparator.comparingInt((String word) -> distance(given, word)))
        .orElse(null);
  }

  /** How many letters have to be put in, left out, replaced, or exchanged with the next. */
  static int distance(String from, String to) {
    var a = from.toLowerCase(Locale.ROOT);
    var b = to.toLowerCase(Locale.ROOT);
    var rows = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        rows[i][j] = i == 0 || j == 0 ? i + j : least(rows, a, b, i, j);
      }
    }
    return rows[a.length()][b.length()];
  }

  private static int least(int[][] rows, String a, String b, int i, int j) {
    int replaced = rows[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
    int least = Math.min(replaced, Math.min(rows[i - 1][j], rows[i][j - 1]) + 1);
    boolean exchanged =
        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    return exchanged ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
  }
}
