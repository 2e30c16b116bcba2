package dev.sequitur.rule.explain.domain;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which event types a rule listens to. */
public final class Types {

  private static final String BELOW = ".*";

  private Types() {}

  /** Whether one of the patterns stands for the type: itself, all below a name, or all. */
  public static boolean cover(Collection<String> patterns, String type) {
    return patterns.stream().anyMatch(pattern -> covers(pattern, type));
  }

  /**
   * Whether a rule's spec surely does not listen to a type: told by its text alone, without making
   * a rule of it. A workspace has thousands of rules, and most have nothing to do with an event.
   */
  public static boolean surelyNot(@Nullable Object on, String type) {
    return on instanceof List<?> patterns
        && !patterns.isEmpty()
        && patterns.stream()
            .allMatch(pattern -> pattern instanceof String text && !covers(text, type));
  }

  private static boolean covers(String pattern, String type) {
    return pattern.equals("*")
        || pattern.equals(type)
        || (pattern.endsWith(BELOW) && type.startsWith(pattern.substring(0, pattern.length() - 1)));
  }
}
