package dev.sequitur.executor.lane;

/**
 * Keeps retries to a tenth of the first attempts, with a trickle for a quiet target. A retry that
 * succeeds gives its token back: it was no load in vain, and a recovered target is caught up with
 * at full speed. Not thread-safe: its {@link Lanes} guards it.
 */
final class RetryBudget {

  static final double SHARE = 0.1;
  static final double PER_SECOND = 10;
  static final double MOST = 100;

  private double tokens = MOST;
  private long filledAt;

  RetryBudget(long nanos) {
    filledAt = nanos;
  }

  int available(long nanos) {
    tokens = Math.min(MOST, tokens + (nanos - filledAt) / 1e9 * PER_SECOND);
    filledAt = nanos;
    return (int) tokens;
  }

  void firstAttempt() {
    tokens = Math.min(MOST, tokens + SHARE);
  }

  void retry() {
    tokens -= 1;
  }

  void retrySucceeded() {
    tokens = Math.min(MOST, tokens + 1);
  }
}
