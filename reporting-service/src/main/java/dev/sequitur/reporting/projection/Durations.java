package dev.sequitur.reporting.projection;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long things took, in buckets that grow by an eighth of a doubling. What is said of a duration
 * is the geometric middle of its bucket, so it is at most 4.5 % off ({@code 2^(1/16)}), from a
 * microsecond to two years. Two of them add up bucket by bucket; what was added can be taken away
 * again, and then leaves no trace.
 */
public final class Durations {

  private static final int PER_DOUBLING = 8;
  private static final int DOUBLINGS = 46;

  /** Where buckets begin, microseconds. Strict, so that every processor finds the same bucket. */
  private static final double[] BEGINS = begins();

  private final SortedMap<Integer, Long> counts = new TreeMap<>();

  private static double[] begins() {
    var begins = new double[PER_DOUBLING * DOUBLINGS];
    for (int i = 0; i < begins.length; i++) {
      begins[i] = StrictMath.pow(2, (double) i / PER_DOUBLING);
    }
    return begins;
  }

  /** The bucket of a duration; what is shorter or longer than all is in the first or last. */
  static int bucket(long micros) {
    var place = Arrays.binarySearch(BEGINS, micros);
    return Math.max(0, place >= 0 ? place : -place - 2);
  }

  /** Adds {@code times} durations; fewer than none takes them away. */
  public void add(long micros, long times) {
    put(bucket(micros), times);
  }

  /** Adds what a row holds. */
  public void add(Integer[] buckets, Long[] further) {
    for (int i = 0; i < buckets.length; i++) {
      put(buckets[i], further[i]);
    }
  }

  public void add(Durations other) {
    other.counts.forEach(this::put);
  }

  private void put(int bucket, long times) {
    counts.merge(bucket, times, (some, more) -> some + more == 0 ? null : some + more);
  }

  public boolean isEmpty() {
    return counts.isEmpty();
  }

  /** How many durations there are. */
  public long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The duration that {@code share} of all do not exceed, microseconds.
   *
   * @param share above 0, at most 1
   * @throws IllegalStateException if there are none
   */
  public long percentile(double share) {
    var left = (long) Math.ceil(share * count());
    for (Map.Entry<Integer, Long> bucket : counts.entrySet()) {
      left -= bucket.getValue();
      if (left <= 0) {
        return middle(bucket.getKey());
      }
    }
    throw new IllegalStateException("no durations");
  }

  private static long middle(int bucket) {
    return Math.round(StrictMath.pow(2, (bucket + 0.5) / PER_DOUBLING));
  }

  /** The buckets as the text of a PostgreSQL array. */
  String buckets() {
    return array(counts.keySet());
  }

  /** What is in each of {@link #buckets}. */
  String counts() {
    return array(counts.values());
  }

  private static String array(Collection<? extends Number> numbers) {
    return numbers.stream().map(Number::toString).collect(Collectors.joining(",", "{", "}"));
  }
}
