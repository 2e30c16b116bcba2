package dev.sequitur.trigger.schedule.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import org.jspecify.annotations.Nullable;

/**
 * The instants of local times in a zone.
 *
 * <p>Between two changes of its offset a zone is a clock that runs evenly, so local times are
 * searched stretch by stretch. What is special happens at a stretch's edges: times that the change
 * before it left out, and times that come again across a change.
 */
record LocalInstants(CronExpression times, ZoneRules rules, Gap gap, Repeated repeated) {

  /** No expression that ever fires pauses longer: from one 29 February to the next but one. */
  static final int YEARS = 12;

  /** A time with one offset, between two changes of it; null where there is none. */
  private record Stretch(
      @Nullable ZoneOffsetTransition before,
      ZoneOffset offset,
      @Nullable ZoneOffsetTransition next) {}

  @Nullable Instant after(Instant instant) {
    var from = instant.plusNanos(1);
    var horizon = from.atOffset(ZoneOffset.UTC).plusYears(YEARS).toInstant();
    while (from.isBefore(horizon)) {
      var stretch = stretch(from);
      var found = earlier(running(stretch, from), shifted(stretch, from));
      if (found != null || stretch.next() == null) {
        return found;
      }
      from = stretch.next().getInstant();
    }
    return null;
  }

  private Stretch stretch(Instant from) {
    // A change at this very instant is the one before: its new offset holds already.
    return new Stretch(
        rules.previousTransition(from.plusNanos(1)),
        rules.getOffset(from),
        rules.nextTransition(from));
  }

  /** The first time within the stretch that the clock shows and that counts. */
  private @Nullable Instant running(Stretch stretch, Instant from) {
    var first = LocalDateTime.ofInstant(from, stretch.offset());
    var before = stretch.before();
    if (before != null && before.isOverlap() && repeated == Repeated.FIRST) {
      // Until then the clock shows for the second time what it has shown before the change.
      first = later(first, before.getDateTimeBefore());
    }
    return instant(times.next(first, end(stretch, first)), stretch.offset());
  }

  private LocalDateTime end(Stretch stretch, LocalDateTime first) {
    var next = stretch.next();
    if (next == null) {
      return first.plusYears(YEARS);
    }
    // What comes again after the change is left to it.
    return next.isOverlap() && repeated == Repeated.LAST
        ? next.getDateTimeAfter()
        : next.getDateTimeBefore();
  }

  /** The first time that the change before the stretch left out, read with the offset before. */
  private @Nullable Instant shifted(Stretch stretch, Instant from) {
    var before = stretch.before();
    if (before == null || !before.isGap() || gap == Gap.SKIP) {
      return null;
    }
    var old = before.getOffsetBefore();
    var first = later(LocalDateTime.ofInstant(from, old), before.getDateTimeBefore());
    return instant(times.next(first, before.getDateTimeAfter()), old);
  }

  private static @Nullable Instant instant(@Nullable LocalDateTime local, ZoneOffset offset) {
    return local == null ? null : local.toInstant(offset);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  private static LocalDateTime later(LocalDateTime one, LocalDateTime other) {
    return one.isAfter(other) ? one : other;
  }
}
