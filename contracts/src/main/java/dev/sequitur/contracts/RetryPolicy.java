package dev.sequitur.contracts;

import java.time.Duration;

/**
 * When an attempt that may be repeated is repeated: exponential from {@code backoff}, full jitter.
 *
 * @param max attempts after the first
 * @param backoff first pause
 * @param cap longest pause
 * @param total no attempt starts later than this after the first
 */
public record RetryPolicy(int max, Duration backoff, Duration cap, Duration total) {

  public static final RetryPolicy DEFAULT =
      new RetryPolicy(5, Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(1));
}
