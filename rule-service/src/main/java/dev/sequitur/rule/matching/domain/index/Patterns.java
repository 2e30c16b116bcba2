package dev.sequitur.rule.matching.domain.index;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Patterns of event types: a type, {@code com.example.*} for every type below it at any depth but
 * not for {@code com.example} itself, {@code *} for all.
 */
final class Patterns {

  private static final String ALL = "*";

  private Patterns() {}

  /**
   * Without those that another one covers, and each once. Of two patterns that cover one type, one
   * covers the other: what is left of a rule's own never meets twice in one type.
   */
  static List<String> least(List<String> patterns) {
    if (patterns.size() == 1) {
      return patterns;
    }
    var left = new ArrayList<String>();
    for (var pattern : patterns) {
      boolean covered = patterns.stream().anyMatch(other -> covers(other, pattern));
      if (!covered && !left.contains(pattern)) {
        left.add(pattern);
      }
    }
    return List.copyOf(left);
  }

  /** The patterns that cover a type, the type itself first. */
  static List<String> of(String type) {
    var patterns = new ArrayList<String>(6);
    patterns.add(type);
    for (int dot = type.lastIndexOf('.'); dot > 0; dot = type.lastIndexOf('.', dot - 1)) {
      patterns.add(type.substring(0, dot + 1) + ALL);
    }
    patterns.add(ALL);
    return patterns;
  }

  /** Whether one covers all that another does, and is not that one. */
  private static boolean covers(String pattern, String other) {
    return !pattern.equals(other) && coversBelow(belowOf(pattern), other);
  }

  private static @Nullable String belowOf(String pattern) {
    return pattern.equals(ALL)
        ? ""
        : pattern.endsWith(".*") ? pattern.substring(0, pattern.length() - 1) : null;
  }

  private static boolean coversBelow(@Nullable String below, String other) {
    return below != null && other.startsWith(below);
  }
}
