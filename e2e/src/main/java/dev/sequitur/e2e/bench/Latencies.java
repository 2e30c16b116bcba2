package dev.sequitur.e2e.bench;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLongArray;

/** From just before an order is sent to its first arrival at the sink. */
final class Latencies {

  private final AtomicLongArray sent;
  private final AtomicLongArray took;

  Latencies(int capacity) {
    this.sent = new AtomicLongArray(capacity);
    this.took = new AtomicLongArray(capacity);
  }

  void sent(long number) {
    if (number < sent.length()) {
      sent.set((int) number, System.nanoTime());
    }
  }

  void arrived(String id, long at) {
    var number = Integer.parseInt(id.substring(id.lastIndexOf('-') + 1));
    if (number < sent.length() && sent.get(number) != 0) {
      took.compareAndSet(number, 0, at - sent.get(number));
    }
  }

  /** Sorted, in milliseconds. */
  double[] sorted() {
    var measured = new double[took.length()];
    int count = 0;
    for (int i = 0; i < took.length(); i++) {
      if (took.get(i) != 0) {
        measured[count++] = took.get(i) / 1e6;
      }
    }
    var sorted = Arrays.copyOf(measured, count);
    Arrays.sort(sorted);
    return sorted;
  }

  static double percentile(double[] sorted, double share) {
    return sorted.length == 0
        ? Double.NaN
        : sorted[Math.min(sorted.length - 1, (int) (sorted.length * share))];
  }
}
