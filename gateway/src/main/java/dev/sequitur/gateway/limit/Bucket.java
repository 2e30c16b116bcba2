package dev.sequitur.gateway.limit;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that is one number: the instant at which it will be full again (the generic cell
 * rate algorithm of ATM, ITU-T I.371). To take a token is one comparison and one exchange; nothing
 * is allocated, and no timer fills it.
 */
final class Bucket {

  private static final long SECOND = 1_000_000_000L;

  private final long interval;
  private final long tolerance;
  private final AtomicLong full;

  /**
   * @param rate tokens a second that come back
   * @param burst nanoseconds of that rate that fit in
   * @param now nanoseconds on the clock that {@link #take} is asked with; the bucket is full then
   */
  Bucket(int rate, long burst, long now) {
    this.interval = Math.max(1, SECOND / rate);
    this.tolerance = Math.max(0, burst - interval);
    this.full = new AtomicLong(now);
  }

  /**
   * Takes a token.
   *
   * @return 0 if there was one; else how many nanoseconds it takes until there is one again
   */
  long take(long now) {
    while (true) {
      var before = full.get();
      // The clock may start anywhere and overflow: differences only.
      var from = now - before > 0 ? now : before;
      var wait = from - now - tolerance;
      if (wait > 0) {
        return wait;
      }
      if (full.compareAndSet(before, from + interval)) {
        return 0;
      }
    }
  }

  /** Nothing is lost if it is made anew. */
  boolean isFull(long now) {
    return now - full.get() >= 0;
  }
}
