package dev.sequitur.executor.retry;

import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;

/** Exponential backoff with full jitter: the pause is anything up to a ceiling that doubles. */
public final class Backoff {

  private static final int MAX_DOUBLINGS = 40;
  private static final Duration LONGEST = Duration.ofDays(7);

  private Backoff() {}

  /**
   * Longest pause after the {@code attempt}-th attempt.
   *
   * @param attempt from 1
   */
  public static Duration ceiling(RetryPolicy policy, int attempt) {
    var first = clamp(policy.backoff()).toMillis();
    var cap = clamp(policy.cap()).toMillis();
    var doublings = Math.clamp(attempt - 1L, 0, MAX_DOUBLINGS);
    var grown = first > (cap >> doublings) ? cap : first << doublings;
    return Duration.ofMillis(Math.min(grown, cap));
  }

  /**
   * The pause itself.
   *
   * @param random evenly drawn from [0, 1)
   */
  public static Duration pause(Verdict.Retry retry, double random) {
    var spread = retry.ceiling().minus(retry.floor()).toMillis();
    return retry.floor().plusMillis((long) (spread * random));
  }

  private static Duration clamp(Duration duration) {
    if (duration.isNegative()) {
      return Duration.ZERO;
    }
    return duration.compareTo(LONGEST) > 0 ? LONGEST : duration;
  }
}
