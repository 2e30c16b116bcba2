package dev.sequitur.trigger.kafka;

import java.time.Duration;

/** How many a second, over the last minute. Thread-safe. */
final class Pace {

  private static final int SLOTS = 12;
  private static final long SLOT_MILLIS = Duration.ofMinutes(1).toMillis() / SLOTS;

  private final long[] counts = new long[SLOTS];
  private long slot;

  synchronized void count(long millis, long more) {
    turnTo(millis / SLOT_MILLIS);
    counts[(int) (slot % SLOTS)] += more;
  }

  synchronized double perSecond(long millis) {
    turnTo(millis / SLOT_MILLIS);
    long sum = 0;
    for (var count : counts) {
      sum += count;
    }
    return sum * 1_000.0 / (SLOTS * SLOT_MILLIS);
  }

  /** Empties what lies between; a clock that goes back stays in its slot. */
  private void turnTo(long now) {
    if (now - slot >= SLOTS) {
      java.util.Arrays.fill(counts, 0);
    } else {
      for (long passed = slot + 1; passed <= now; passed++) {
        counts[(int) (passed % SLOTS)] = 0;
      }
    }
    slot = Math.max(slot, now);
  }
}
