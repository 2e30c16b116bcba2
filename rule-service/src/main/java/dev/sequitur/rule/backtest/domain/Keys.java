package dev.sequitur.rule.backtest.domain;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How often keys occur: exact for the first many different ones, the rest together. */
public final class Keys {

  static final int MOST = 10_000;
  static final int SHOWN = 50;

  private final Map<String, Long> counts = new HashMap<>();
  private long none;
  private long rest;

  /** How often one key occurs. */
  public record Count(String key, long matched) {}

  /**
   * The counts.
   *
   * @param top the most frequent
   * @param different how many keys were told apart
   * @param none events without a key
   * @param rest events with other keys than those that were told apart
   */
  public record Counts(List<Count> top, int different, long none, long rest) {}

  void count(@Nullable String key) {
    if (key == null) {
      none++;
    } else if (counts.size() < MOST || counts.containsKey(key)) {
      counts.merge(key, 1L, Long::sum);
    } else {
      rest++;
    }
  }

  public Counts counts() {
    var top =
        counts.entrySet().stream()
            .map(entry -> new Count(entry.getKey(), entry.getValue()))
            .sorted(Comparator.comparingLong(Count::matched).reversed().thenComparing(Count::key))
            .limit(SHOWN)
            .toList();
    return new Counts(top, counts.size(), none, rest);
  }
}
