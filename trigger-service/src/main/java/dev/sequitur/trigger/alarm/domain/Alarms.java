package dev.sequitur.trigger.alarm.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides about the alarms of one trigger: each spell is raised once, and ends once. */
public final class Alarms {

  private Alarms() {}

  /**
   * The latest alarm of a kind.
   *
   * @param since the event, or the nominal instant, that it begins with; later ones are later
   * @param covers the latest misfired instant that it stands for
   */
  public record Known(Instant since, Instant covers, boolean isOpen) {}

  /** What is to be done. */
  public sealed interface Change {

    AlarmKind kind();

    Instant since();

    /** A spell begins. */
    record Raised(AlarmKind kind, Instant since) implements Change {}

    /**
     * A spell is over.
     *
     * @param covers as in {@link Known}
     */
    record Ended(AlarmKind kind, Instant since, Instant covers, Because because)
        implements Change {}
  }

  /** Why an alarm is over. */
  public enum Because {
    /** There was an event. */
    EVENT,
    /** An instant fired. */
    FIRED,
    /** The trigger was published anew or resumed, and begins to be watched again. */
    CHANGED,
    /** It rests, is archived, or asks for no such alarm any more. */
    NOT_WATCHED
  }

  /**
   * Decides.
   *
   * @param mayMissEvents true while events may have been made that are not seen yet: then silence
   *     proves nothing
   */
  public static List<Change> decide(
      Sight sight, Map<AlarmKind, Known> known, boolean mayMissEvents) {
    var changes = new ArrayList<Change>();
    quiet(sight, known.get(AlarmKind.QUIET), mayMissEvents, changes);
    didNotFire(sight, known.get(AlarmKind.DID_NOT_FIRE), changes);
    return List.copyOf(changes);
  }

  private static void quiet(
      Sight sight, @Nullable Known known, boolean mayMissEvents, List<Change> changes) {
    var since = sight.quietSince();
    var isOpen = known != null && known.isOpen();
    if (known != null && isOpen && !(sight.isQuiet() && since.equals(known.since()))) {
      changes.add(
          new Change.Ended(
              AlarmKind.QUIET, known.since(), known.since(), endOfQuiet(sight, known)));
      isOpen = false;
    }
    if (!isOpen && sight.isQuiet() && !mayMissEvents && isNew(known, since)) {
      changes.add(new Change.Raised(AlarmKind.QUIET, since));
    }
  }

  private static Because endOfQuiet(Sight sight, Known known) {
    if (!sight.isWatched() || sight.quietFor() == null) {
      return Because.NOT_WATCHED;
    }
    return sight.lastEvent() != null && sight.lastEvent().isAfter(known.since())
        ? Because.EVENT
        : Because.CHANGED;
  }

  private static boolean isNew(@Nullable Known known, Instant since) {
    return known == null || since.isAfter(known.since());
  }

  private static void didNotFire(Sight sight, @Nullable Known known, List<Change> changes) {
    if (known != null && known.isOpen()) {
      var because = endOfMisfiring(sight, known);
      if (because != null) {
        changes.add(
            new Change.Ended(AlarmKind.DID_NOT_FIRE, known.since(), covers(sight, known), because));
      }
      return;
    }
    var fault = fault(sight, known);
    if (fault != null) {
      changes.add(new Change.Raised(AlarmKind.DID_NOT_FIRE, fault));
    }
  }

  private static @Nullable Because endOfMisfiring(Sight sight, Known known) {
    if (!sight.watchesFirings()) {
      return Because.NOT_WATCHED;
    }
    if (sight.overdue() != null) {
      return null;
    }
    var fired = sight.firings().fired();
    if (fired != null
        && !fired.isBefore(known.since())
        && !isBefore(fired, sight.firings().misfired())) {
      return Because.FIRED;
    }
    return sight.since().isAfter(known.since()) ? Because.CHANGED : null;
  }

  private static boolean isBefore(Instant fired, @Nullable Instant misfired) {
    return misfired != null && fired.isBefore(misfired);
  }

  private static Instant covers(Sight sight, Known known) {
    var misfired = sight.firings().misfired();
    return misfired != null && misfired.isAfter(known.covers()) ? misfired : known.covers();
  }

  /** The instant that an alarm is to be raised for; null if there is none. */
  private static @Nullable Instant fault(Sight sight, @Nullable Known known) {
    if (!sight.watchesFirings()) {
      return null;
    }
    var overdue = sight.overdue();
    if (overdue != null && isNew(known, overdue)) {
      return overdue;
    }
    var misfired = sight.firings().misfired();
    var isCovered = known != null && misfired != null && !misfired.isAfter(known.covers());
    return misfired == null || isCovered || misfired.isBefore(sight.since()) ? null : misfired;
  }
}
