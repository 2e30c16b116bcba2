package dev.sequitur.trigger.definition;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.schedule.domain.Recurrence;
import dev.sequitur.trigger.schedule.domain.Timetable;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;

/**
 * The nominal instants that a schedule has next.
 *
 * @param zone in which local times are meant
 */
public record Preview(String zone, List<Moment> items) {

  private static final int COUNT_MOST = 100;

  /**
   * One of them.
   *
   * @param local what a clock of the zone shows, with its offset
   */
  public record Moment(Instant nominalInstant, String local) {}

  /** The first so many later than an instant. */
  public static Preview of(TriggerSpec spec, Instant after, int count) {
    if (count < 1 || count > COUNT_MOST) {
      throw CommonProblem.VALIDATION_FAILED.with("count must be between 1 and " + COUNT_MOST + ".");
    }
    if (!(spec.source() instanceof Source.Schedule schedule)) {
      throw TriggerProblem.TRIGGER_NOT_A_SCHEDULE.with("Only a schedule has instants to come.");
    }
    var zone = zone(schedule.timetable());
    var items = new ArrayList<Moment>();
    for (var next = schedule.timetable().after(after);
        next != null && items.size() < count;
        next = schedule.timetable().after(next)) {
      items.add(new Moment(next, DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(next.atZone(zone))));
    }
    return new Preview(zone.getId(), items);
  }

  private static ZoneId zone(Timetable timetable) {
    return timetable.recurrence() instanceof Recurrence.Cron cron ? cron.zone() : ZoneOffset.UTC;
  }
}
