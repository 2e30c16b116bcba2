package dev.sequitur.executor.lane;

import java.time.Duration;

/**
 * Stops calls to a target that fails each time. After a run of failures it opens for a while that
 * doubles; then one probe decides. Not thread-safe: its {@link Lanes} guards it.
 */
final class CircuitBreaker {

  static final int FAILURES_TO_OPEN = 20;
  static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  private int failures;
  private long pauseNanos;
  private long openUntil;
  private boolean open;
  private boolean probing;

  boolean allows(long nanos) {
    return !open || (!probing && nanos - openUntil >= 0);
  }

  boolean isOpen() {
    return open;
  }

  /** A call begins; while open it is the probe. */
  void begins() {
    probing = open;
  }

  void succeeded() {
    failures = 0;
    pauseNanos = 0;
    open = false;
    probing = false;
  }

  void failed(long nanos) {
    failures++;
    if (probing || (!open && failures >= FAILURES_TO_OPEN)) {
      pauseNanos =
          pauseNanos == 0
              ? FIRST_PAUSE.toNanos()
              : Math.min(pauseNanos * 2, LONGEST_PAUSE.toNanos());
      openUntil = nanos + pauseNanos;
      open = true;
      probing = false;
    }
  }

  /** A call ended without saying anything about the target. */
  void undecided() {
    probing = false;
  }
}
