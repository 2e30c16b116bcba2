package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.schedule.FollowTable.Latest;
import dev.sequitur.trigger.schedule.domain.Due;
import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import dev.sequitur.trigger.schedule.domain.Due.Pending;
import dev.sequitur.trigger.schedule.domain.Turn;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the instants of one schedule that is due.
 *
 * @param fires in the order of their instants
 * @param next where the schedule stands then
 * @param cancels whether an instant waits for which the runs of the firing before are cancelled
 */
record Deciding(List<Fire> fires, ScheduleTable.Next next, boolean cancels) {

  private static final String MISSED = "MISSED";

  /** Published by another release, it rests until it is published again. */
  static Deciding unusable(Claimed.Row row) {
    return new Deciding(List.of(), ScheduleTable.Next.unusable(row.uid()), false);
  }

  /** Where it does not matter what still goes on. */
  static Deciding overlapping(Claimed.Row row, Compiled.Schedule schedule, Bounds bounds) {
    var due = Due.decide(pending(row, schedule), bounds);
    var fires = new ArrayList<Fire>();
    for (var occasion : due.instants()) {
      fires.add(
          occasion.fires()
              ? fire(row, schedule, occasion.nominal())
              : Fire.misfired(row, occasion.nominal(), MISSED));
    }
    return of(row, fires, due.next(), dueAt(schedule, due.next()), false);
  }

  /**
   * Where runs must not overlap.
   *
   * @param latest the firing before; null if there was none
   */
  static Deciding inTurn(
      Claimed.Row row, Compiled.Schedule schedule, @Nullable Latest latest, Bounds bounds) {
    var overlap = schedule.source().overlap();
    var before = latest == null ? null : latest.before();
    var occupancy = overlap.after(before, bounds.now());
    var turn = Turn.decide(pending(row, schedule), occupancy, bounds);
    var remark =
        latest != null && overlap.givesUp(before, bounds.now())
            ? "OVERLAP_AT_MOST: nothing was heard of the end of event " + latest.event()
            : null;
    var fires = new ArrayList<Fire>();
    for (var occasion : turn.instants()) {
      fires.add(inTurn(row, schedule, latest, occasion).following(remark));
    }
    var again = turn.again();
    var due = again == null ? dueAt(schedule, turn.next()) : again;
    var decided = of(row, fires, turn.next(), due, again != null);
    return again != null && overlap.cancels() ? decided.cancelling() : decided;
  }

  private static Fire inTurn(
      Claimed.Row row,
      Compiled.Schedule schedule,
      @Nullable Latest latest,
      Turn.Occasion occasion) {
    var nominal = occasion.nominal();
    return switch (occasion.fate()) {
      case FIRES -> fire(row, schedule, nominal);
      case MISSED -> Fire.misfired(row, nominal, MISSED);
      case OVERLAPS ->
          Fire.skipped(
              row,
              nominal,
              "OVERLAP: event " + Objects.requireNonNull(latest).event() + " is not over");
      case REPLACED ->
          Fire.skipped(row, nominal, "REPLACED: the trigger was changed while it waited");
    };
  }

  private static Fire fire(Claimed.Row row, Compiled.Schedule schedule, Instant nominal) {
    return switch (Occurrence.decide(schedule.trigger(), nominal, TraceParent.fresh())) {
      case Occurrence.Says(AcceptedEvent event) -> Fire.fired(row, nominal, event);
      case Occurrence.Filtered(String code) ->
          Fire.misfired(row, nominal, code == null ? "FILTERED" : "FILTERED: " + code);
      case Occurrence.Unmapped(Violation wrong) ->
          Fire.misfired(row, nominal, "MAPPING_FAILED: " + wrong.code() + " at " + wrong.pointer());
    };
  }

  private static Pending pending(Claimed.Row row, Compiled.Schedule schedule) {
    var source = schedule.source();
    return new Pending(row.uid(), source.timetable(), source.misfire(), row.next(), row.until());
  }

  private static @Nullable Instant dueAt(Compiled.Schedule schedule, @Nullable Instant nominal) {
    return nominal == null
        ? null
        : schedule.source().timetable().dueAt(schedule.trigger().uid(), nominal);
  }

  private static Deciding of(
      Claimed.Row row,
      List<Fire> fires,
      @Nullable Instant next,
      @Nullable Instant due,
      boolean waits) {
    var fired = latest(fires, one -> one.event() != null);
    var misfired = latest(fires, Fire::isFailure);
    return new Deciding(
        fires,
        new ScheduleTable.Next(row.uid(), next, due, "ACTIVE", fired, misfired, waits),
        false);
  }

  private Deciding cancelling() {
    return new Deciding(fires, next, true);
  }

  private static @Nullable Instant latest(List<Fire> fires, Predicate<Fire> which) {
    return fires.reversed().stream().filter(which).findFirst().map(Fire::nominal).orElse(null);
  }
}
