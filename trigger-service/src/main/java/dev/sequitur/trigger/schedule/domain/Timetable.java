package dev.sequitur.trigger.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The nominal instants of a schedule, and how much later than these it fires.
 *
 * @param start the earliest instant, included
 * @param end the first instant that is too late
 * @param jitter firing is put off by less than this, each instant by an amount of its own
 */
public record Timetable(
    Recurrence recurrence, @Nullable Instant start, @Nullable Instant end, Duration jitter) {

  /** Years have four digits, here and wherever an instant is written: none comes from here on. */
  public static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  /** The first nominal instant at or after another; null if there is none. */
  public @Nullable Instant from(Instant instant) {
    return after(instant.minusNanos(1));
  }

  /** The first nominal instant later than another; null if there is none. */
  public @Nullable Instant after(Instant instant) {
    var earliest = start == null ? instant : max(instant, start.minusNanos(1));
    var next = recurrence.after(earliest);
    var last = end == null ? END_OF_TIME : end;
    return next == null || !next.isBefore(last) ? null : next;
  }

  /**
   * When a nominal instant is due. Derived from both, so that every replica comes to the same.
   *
   * @param schedule its uid
   */
  public Instant dueAt(UUID schedule, Instant nominal) {
    if (jitter.isZero()) {
      return nominal;
    }
    var seed = schedule.getMostSignificantBits() ^ schedule.getLeastSignificantBits();
    var spread = mixed(seed + nominal.toEpochMilli());
    return nominal.plusMillis(Math.floorMod(spread, jitter.toMillis()));
  }

  private static Instant max(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  /** The finisher of SplitMix64 (Steele, Lea, Flood 2014): neighbours come out far apart. */
  private static long mixed(long seed) {
    var z = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
