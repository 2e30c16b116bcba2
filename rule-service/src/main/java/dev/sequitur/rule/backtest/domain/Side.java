package dev.sequitur.rule.backtest.domain;

import dev.sequitur.rule.matching.domain.Decision;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What one version made of all events, counted. For one thread. */
public final class Side {

  private final SortedMap<String, Long> codes = new TreeMap<>();
  private long matched;
  private long rejected;
  private long unmatched;
  private long suppressed;

  /**
   * The counts.
   *
   * @param matched runs that would have started
   * @param rejected runs that could not have started
   * @param unmatched events whose condition is not true, or could not be told
   * @param suppressed events outside of its validity
   * @param codes why runs were rejected and conditions not told
   */
  public record Counts(
      long matched,
      long rejected,
      long unmatched,
      long suppressed,
      SortedMap<String, Long> codes) {}

  void count(@Nullable Decision decision) {
    switch (decision) {
      case Decision.Started _ -> matched++;
      case Decision.Failed(_, var rejection) -> {
        rejected++;
        codes.merge(rejection.code(), 1L, Long::sum);
      }
      case Decision.Suppressed _ -> suppressed++;
      case Decision.Unmatched(_, var code) -> {
        unmatched++;
        if (code != null) {
          codes.merge(code, 1L, Long::sum);
        }
      }
      case null -> unmatched++;
    }
  }

  public Counts counts() {
    return new Counts(matched, rejected, unmatched, suppressed, codes);
  }
}
