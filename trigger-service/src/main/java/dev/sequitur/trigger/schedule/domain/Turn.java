package dev.sequitur.trigger.schedule.domain;

import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import dev.sequitur.trigger.schedule.domain.Due.Pending;
import dev.sequitur.trigger.schedule.domain.Overlap.Occupancy;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is, of a schedule that is due and whose runs must not overlap. One instant fires at
 * most: what comes behind it is decided next, when it is known whether that has made an event.
 *
 * <p>Instants that wait are no list of their own. The schedule keeps its place before the first of
 * them, and which they are follows from its timetable.
 *
 * @param instants in order; each is dealt with once
 * @param next the nominal instant that comes then, or that waits; null if there is none
 * @param again when to look again while {@code next} waits; null if none does
 */
public record Turn(List<Occasion> instants, @Nullable Instant next, @Nullable Instant again) {

  /** What becomes of an instant. */
  public enum Fate {
    FIRES,
    /** Nothing was running when it came, and its schedule lets it go. */
    MISSED,
    /** Runs of the firing before were still going. */
    OVERLAPS,
    /** It waited, and a change of its trigger came into force. */
    REPLACED
  }

  /** A nominal instant that has come. */
  public record Occasion(Instant nominal, Fate fate) {}

  public static Turn decide(Pending schedule, Occupancy occupancy, Bounds bounds) {
    return occupancy.isBusy()
        ? whileBusy(schedule, occupancy, bounds)
        : whenFree(schedule, occupancy, bounds);
  }

  /** The latest wait, as many as may; those before them are let go. */
  private static Turn whileBusy(Pending schedule, Occupancy occupancy, Bounds bounds) {
    var most = bounds.atMost() + occupancy.mayWait();
    var come = Due.come(schedule, bounds.now(), most);
    if (come.size() == most) {
      // There may be more: none of these many is among the latest.
      var letGo = come.subList(0, bounds.atMost()).stream().map(Turn::overlapping).toList();
      return new Turn(letGo, come.get(bounds.atMost()), null);
    }
    var instants = new ArrayList<Occasion>();
    int beyond = Math.max(0, come.size() - occupancy.mayWait());
    come.subList(0, beyond).stream().map(Turn::overlapping).forEach(instants::add);
    if (beyond == come.size() || isReplaced(schedule, bounds.now())) {
      come.subList(beyond, come.size()).stream().map(Turn::replaced).forEach(instants::add);
      return new Turn(List.copyOf(instants), following(schedule, come), null);
    }
    return new Turn(
        List.copyOf(instants), come.get(beyond), again(schedule, come, occupancy.until()));
  }

  /** What has waited is missed only if it is noticed late that its turn has come. */
  private static Turn whenFree(Pending schedule, Occupancy occupancy, Bounds bounds) {
    var kept = schedule.misfire().kept();
    var come = Due.come(schedule, bounds.now(), bounds.atMost() + kept);
    var isAll = come.size() < bounds.atMost() + kept;
    int replaced =
        isReplaced(schedule, bounds.now())
            ? Due.leading(come, nominal -> due(schedule, nominal).isBefore(occupancy.until()))
            : 0;
    var onTimeFrom = bounds.now().minus(bounds.grace());
    int missed =
        Due.leading(
            come, nominal -> later(due(schedule, nominal), occupancy.until()).isBefore(onTimeFrom));
    int letGo = Math.max(Math.min(replaced, bounds.atMost()), missed - kept);
    var instants = new ArrayList<Occasion>();
    for (int i = 0; i < letGo; i++) {
      instants.add(new Occasion(come.get(i), i < replaced ? Fate.REPLACED : Fate.MISSED));
    }
    if (letGo < come.size() && (isAll || letGo < bounds.atMost())) {
      instants.add(new Occasion(come.get(letGo), Fate.FIRES));
    }
    var dealtWith = instants.stream().map(Occasion::nominal).toList();
    return new Turn(List.copyOf(instants), following(schedule, dealtWith), null);
  }

  /** When the firing before ends at the latest, or another instant takes the place of one here. */
  private static Instant again(Pending schedule, List<Instant> come, Instant until) {
    var next = schedule.timetable().after(come.getLast());
    var due = next == null ? until : due(schedule, next);
    return due.isBefore(until) ? due : until;
  }

  private static boolean isReplaced(Pending schedule, Instant now) {
    return schedule.until() != null && !schedule.until().isAfter(now);
  }

  private static @Nullable Instant following(Pending schedule, List<Instant> dealtWith) {
    return dealtWith.isEmpty() ? schedule.next() : schedule.timetable().after(dealtWith.getLast());
  }

  private static Instant due(Pending schedule, Instant nominal) {
    return schedule.timetable().dueAt(schedule.uid(), nominal);
  }

  private static Instant later(Instant one, Instant other) {
    return one.isAfter(other) ? one : other;
  }

  private static Occasion overlapping(Instant nominal) {
    return new Occasion(nominal, Fate.OVERLAPS);
  }

  private static Occasion replaced(Instant nominal) {
    return new Occasion(nominal, Fate.REPLACED);
  }
}
