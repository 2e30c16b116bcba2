package dev.sequitur.trigger.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What is to be done about a schedule that is due.
 *
 * @param instants in order; each is dealt with once
 * @param next the nominal instant that comes then; null if there is none
 */
public record Due(List<Occasion> instants, @Nullable Instant next) {

  /**
   * A nominal instant that has come.
   *
   * @param fires false if it was missed and its schedule lets it go
   */
  public record Occasion(Instant nominal, boolean fires) {}

  /**
   * The schedule that is due.
   *
   * @param uid the trigger's
   * @param next the earliest nominal instant that was not dealt with yet
   * @param until another version is in force from here on: its instants are not this one's
   */
  public record Pending(
      UUID uid, Timetable timetable, Misfire misfire, Instant next, @Nullable Instant until) {}

  /**
   * Within which bounds it is decided.
   *
   * @param now the database's clock
   * @param grace an instant that is noticed within it is on time
   * @param atMost instants at once, so that a long absence is worked off piece by piece
   */
  public record Bounds(Instant now, Duration grace, int atMost) {}

  /**
   * Decides. Instants on time fire all; of the missed ones before them as many as the schedule
   * keeps, the latest. To know that one is not among these, so many more are looked at.
   */
  public static Due decide(Pending schedule, Bounds bounds) {
    var kept = schedule.misfire().kept();
    var come = come(schedule, bounds.now(), bounds.atMost() + kept);
    var isAll = come.size() < bounds.atMost() + kept;
    var missed = missed(schedule, come, bounds.now().minus(bounds.grace()));
    var instants = new ArrayList<Occasion>();
    for (int i = 0; i < (isAll ? come.size() : bounds.atMost()); i++) {
      instants.add(new Occasion(come.get(i), i >= missed - kept));
    }
    return new Due(List.copyOf(instants), next(schedule, instants));
  }

  /** The instants that have come, in order, so many at most. */
  static List<Instant> come(Pending schedule, Instant now, int atMost) {
    var come = new ArrayList<Instant>();
    for (var nominal = schedule.next();
        nominal != null && hasCome(schedule, nominal, now) && come.size() < atMost;
        nominal = schedule.timetable().after(nominal)) {
      come.add(nominal);
    }
    return come;
  }

  private static boolean hasCome(Pending schedule, Instant nominal, Instant now) {
    return !schedule.timetable().dueAt(schedule.uid(), nominal).isAfter(now)
        && (schedule.until() == null || nominal.isBefore(schedule.until()));
  }

  /** How many at the beginning were due before an instant. */
  private static int missed(Pending schedule, List<Instant> come, Instant onTimeFrom) {
    return leading(
        come, one -> schedule.timetable().dueAt(schedule.uid(), one).isBefore(onTimeFrom));
  }

  /** How many at the beginning are of a kind. */
  static int leading(List<Instant> come, Predicate<Instant> kind) {
    int leading = 0;
    while (leading < come.size() && kind.test(come.get(leading))) {
      leading++;
    }
    return leading;
  }

  private static @Nullable Instant next(Pending schedule, List<Occasion> instants) {
    return instants.isEmpty()
        ? schedule.next()
        : schedule.timetable().after(instants.getLast().nominal());
  }
}
