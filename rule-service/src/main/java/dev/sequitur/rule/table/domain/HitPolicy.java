package dev.sequitur.rule.table.domain;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What counts where several rows of a table are hit. */
public enum HitPolicy {
  /** The first of them. */
  FIRST,
  /** There must not be several: then the decision fails. */
  UNIQUE,
  /** All of them: each output is a list. */
  COLLECT,
  /** The one of the highest priority, the first of those. */
  PRIORITY;

  /** As it is written. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<HitPolicy> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findFirst();
  }

  public static String words() {
    return Arrays.stream(values()).map(HitPolicy::word).collect(Collectors.joining(", "));
  }
}
