package dev.sequitur.trigger.alarm.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a trigger at one moment.
 *
 * @param now by the clock that all instants here are of
 * @param isWatched false where it rests, is archived, or asks for no alarms
 * @param quietFor how long without an event is too long; null if it does not matter
 * @param lateBy how late an instant may be; null of what is no schedule
 * @param since when the latest change of the trigger came into force: what was before does not
 *     count
 * @param lastEvent when it has made an event last
 * @param firings of a schedule
 */
public record Sight(
    Instant now,
    boolean isWatched,
    @Nullable Duration quietFor,
    @Nullable Duration lateBy,
    Instant since,
    @Nullable Instant lastEvent,
    Firings firings) {

  /**
   * A schedule's nominal instants.
   *
   * @param next the one that comes next
   * @param due when that is due
   * @param fired the latest that fired
   * @param misfired the latest that was let go, but by the trigger's own filter
   */
  public record Firings(
      @Nullable Instant next,
      @Nullable Instant due,
      @Nullable Instant fired,
      @Nullable Instant misfired) {

    public static final Firings NONE = new Firings(null, null, null, null);
  }

  /** From when on there was no event. */
  Instant quietSince() {
    return lastEvent == null || lastEvent.isBefore(since) ? since : lastEvent;
  }

  boolean isQuiet() {
    return isWatched && quietFor != null && !quietSince().plus(quietFor).isAfter(now);
  }

  boolean watchesFirings() {
    return isWatched && lateBy != null;
  }

  /** The instant that is due for too long, and nobody has dealt with; null if there is none. */
  @Nullable Instant overdue() {
    return watchesFirings()
            && lateBy != null
            && firings.due() != null
            && firings.due().plus(lateBy).isBefore(now)
        ? firings.next()
        : null;
  }
}
