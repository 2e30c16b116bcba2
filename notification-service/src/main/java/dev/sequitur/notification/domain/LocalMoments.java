package dev.sequitur.notification.domain;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;

/**
 * When a clock on the wall shows a time. A time that daylight saving leaves out is the moment of
 * the change; one that comes twice is two moments.
 */
final class LocalMoments {

  private LocalMoments() {}

  /** The next day's moment after an instant, once a day: of a time that comes twice the first. */
  static Instant next(ZoneId zone, LocalTime time, Instant after) {
    var day = after.atZone(zone).toLocalDate().minusDays(1);
    while (true) {
      var moment = of(zone.getRules(), day.atTime(time)).getFirst();
      if (moment.isAfter(after)) {
        return moment;
      }
      day = day.plusDays(1);
    }
  }

  /** All moments of a time on the day of an instant, and on the days beside it, in order. */
  static List<Instant> around(ZoneId zone, LocalTime time, Instant instant) {
    var moments = new ArrayList<Instant>();
    var day = instant.atZone(zone).toLocalDate();
    for (int days = -1; days <= 2; days++) {
      moments.addAll(of(zone.getRules(), day.plusDays(days).atTime(time)));
    }
    return moments;
  }

  private static List<Instant> of(ZoneRules rules, LocalDateTime local) {
    var offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? List.of(rules.getTransition(local).getInstant())
        : offsets.stream().map(local::toInstant).sorted().toList();
  }
}
