package dev.sequitur.trigger.schedule;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.kit.trace.TraceParent;
import dev.sequitur.trigger.schedule.domain.Due;
import dev.sequitur.trigger.schedule.domain.Due.Bounds;
import dev.sequitur.trigger.schedule.domain.Due.Pending;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * H1 of schedules. One transaction claims what is due, records each nominal instant under its
 * primary key, puts the events into the outbox and moves the schedules on; so an instant fires once
 * whatever is killed or paused, and however many do this at the same time.
 */
final class Firing {

  private static final Logger LOG = Logger.getLogger(Firing.class);
  private static final String MISSED = "MISSED";

  private final PathDatabase database;
  private final Compiled compiled;
  private final FiringLimits limits;
  private final FiringMetrics metrics;

  Firing(PathDatabase database, Compiled compiled, FiringLimits limits, FiringMetrics metrics) {
    this.database = database;
    this.compiled = compiled;
    this.limits = limits;
    this.metrics = metrics;
  }

  /** Fires what is due; true if there may be more. */
  boolean fire() {
    var fired = new ArrayList<Fire>();
    var claimed =
        database.transact(
            transaction -> {
              fired.clear();
              var schedules = new ScheduleTable(transaction.connection());
              var due = schedules.claim(limits.schedulesAtOnce());
              if (due.rows().isEmpty()) {
                return due;
              }
              var nexts = new ArrayList<ScheduleTable.Next>();
              var fires = new ArrayList<Fire>();
              due.rows().forEach(row -> nexts.add(decide(row, due.now(), fires)));
              fired.addAll(new FireTable(transaction.connection()).insert(fires));
              schedules.advance(nexts);
              fired.stream()
                  .map(Fire::event)
                  .filter(Objects::nonNull)
                  .map(AcceptedEvent::message)
                  .forEach(transaction::say);
              return due;
            });
    metrics.decided(fired, claimed.now());
    return !claimed.rows().isEmpty();
  }

  /** Adds what becomes of a schedule's instants; gives where it stands then. */
  private ScheduleTable.Next decide(Claimed.Row row, Instant now, List<Fire> fires) {
    try {
      var decided = new ArrayList<Fire>();
      // Published by another release, it rests until it is published again.
      var next =
          compiled
              .of(row)
              .map(schedule -> decide(row, schedule, now, decided))
              .orElse(ScheduleTable.Next.unusable(row.uid()));
      fires.addAll(decided);
      return next;
    } catch (RuntimeException e) {
      // Tried again it would fail again, and hold up all others for ever.
      LOG.errorf(e, "the schedule %s rests: it cannot be decided on", row.uid());
      return ScheduleTable.Next.unusable(row.uid());
    }
  }

  private ScheduleTable.Next decide(
      Claimed.Row row, Compiled.Schedule schedule, Instant now, List<Fire> fires) {
    var timetable = schedule.source().timetable();
    var pending =
        new Pending(row.uid(), timetable, schedule.source().misfire(), row.next(), row.until());
    var due = Due.decide(pending, new Bounds(now, limits.grace(), limits.instantsAtOnce()));
    due.instants().forEach(occasion -> fires.add(fire(row, schedule, occasion)));
    var fired = latest(fires, one -> one.event() != null);
    var misfired = latest(fires, Fire::isFailure);
    var next = due.next();
    var dueAt = next == null ? null : timetable.dueAt(row.uid(), next);
    return new ScheduleTable.Next(row.uid(), next, dueAt, "ACTIVE", fired, misfired);
  }

  /** They are in the order of their instants. */
  private static @Nullable Instant latest(List<Fire> fires, Predicate<Fire> which) {
    return fires.reversed().stream().filter(which).findFirst().map(Fire::nominal).orElse(null);
  }

  private static Fire fire(Claimed.Row row, Compiled.Schedule schedule, Due.Occasion occasion) {
    var nominal = occasion.nominal();
    if (!occasion.fires()) {
      return Fire.misfired(row, nominal, MISSED);
    }
    return switch (Occurrence.decide(schedule.trigger(), nominal, TraceParent.fresh())) {
      case Occurrence.Says(AcceptedEvent event) -> Fire.fired(row, nominal, event);
      case Occurrence.Filtered(String code) ->
          Fire.misfired(row, nominal, code == null ? "FILTERED" : "FILTERED: " + code);
      case Occurrence.Unmapped(Violation wrong) ->
          Fire.misfired(row, nominal, "MAPPING_FAILED: " + wrong.code() + " at " + wrong.pointer());
    };
  }
}
