package dev.sequitur.gateway.limit;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket for each name. Names may be made up by whoever sends requests: beyond a bound they share
 * one bucket, and buckets that are full again are forgotten.
 */
final class Buckets {

  static final int MOST = 10_000;

  private final Map<String, Bucket> byName = new ConcurrentHashMap<>();
  private final Bucket others;
  private final int rate;
  private final long burst;

  /**
   * @param rate tokens a second; 0 = without limit
   * @param burst nanoseconds of that rate
   */
  Buckets(int rate, long burst, long now) {
    this.rate = rate;
    this.burst = burst;
    this.others = new Bucket(Math.max(1, rate), burst, now);
  }

  /** As {@link Bucket#take}. */
  long take(String name, long now) {
    return rate == 0 ? 0 : of(name, now).take(now);
  }

  void forgetFull(long now) {
    byName.values().removeIf(bucket -> bucket.isFull(now));
  }

  int size() {
    return byName.size();
  }

  private Bucket of(String name, long now) {
    var known = byName.get(name);
    if (known != null) {
      return known;
    }
    return byName.size() >= MOST
        ? others
        : byName.computeIfAbsent(name, _ -> new Bucket(rate, burst, now));
  }
}
