package dev.sequitur.rule.brake.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;

/**
 * A stretch of time for which a brake counts. Windows lie end to end from the epoch on, so an
 * instant is in one alone, whatever was seen before: events of several partitions, which come in no
 * order, are counted the same in any.
 *
 * @param brake what is counted
 * @param from inclusive
 */
public record Window(UUID brake, Instant from) implements Comparable<Window> {

  private static final Comparator<Window> ORDER =
      Comparator.comparing(Window::brake).thenComparing(Window::from);

  /** The window in which an instant lies. */
  public static Window of(UUID brake, Duration within, Instant acceptedAt) {
    long length = within.toMillis();
    long from = Math.floorDiv(acceptedAt.toEpochMilli(), length) * length;
    return new Window(brake, Instant.ofEpochMilli(from));
  }

  /** The order in which windows are locked. */
  @Override
  public int compareTo(Window other) {
    return ORDER.compare(this, other);
  }
}
