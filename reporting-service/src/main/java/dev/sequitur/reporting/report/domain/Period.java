package dev.sequitur.reporting.report.domain;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;

/** What a report covers where nobody says otherwise: the last whole one. */
public enum Period {
  DAY,
  WEEK,
  MONTH;

  /** From its beginning until before its end. */
  public record Range(Instant from, Instant to) {}

  /** The last one that was over at an instant, in a zone; weeks begin on Monday. */
  public Range before(Instant instant, ZoneId zone) {
    var today = instant.atZone(zone).toLocalDate();
    var end =
        switch (this) {
          case DAY -> today;
          case WEEK -> today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> today.withDayOfMonth(1);
        };
    var begin =
        switch (this) {
          case DAY -> end.minusDays(1);
          case WEEK -> end.minusWeeks(1);
          case MONTH -> end.minusMonths(1);
        };
    return new Range(begin.atStartOfDay(zone).toInstant(), end.atStartOfDay(zone).toInstant());
  }
}
