package dev.sequitur.rule.check.domain.solver;

import java.util.List;
import java.util.Optional;

/** Texts in the order in which they compare. */
final class Texts {

  /** Above these, the order of characters is not that of Java's texts, and texts may be broken. */
  private static final char PLAIN = '\uD7FF';

  /** What goes behind a text to come after it: what people can read first, the least last. */
  private static final List<String> ENDINGS = List.of("a", "0", " ", "\u0001", "\u0000");

  private Texts() {}

  static boolean isPlain(String text) {
    return text.chars().allMatch(c -> c < PLAIN);
  }

  /** The first text after all those that begin with a plain one that is not empty. */
  static String afterAllWith(String prefix) {
    int last = prefix.length() - 1;
    return prefix.substring(0, last) + (char) (prefix.charAt(last) + 1);
  }

  /** A text between two others; empty if there is none. */
  static Optional<String> between(String low, String high) {
    return ENDINGS.stream()
        .map(ending -> low + ending)
        .filter(one -> one.compareTo(high) < 0)
        .findFirst();
  }

  static String above(String text) {
    return text + ENDINGS.getFirst();
  }
}
