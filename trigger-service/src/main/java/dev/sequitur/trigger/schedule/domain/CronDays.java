package dev.sequitur.trigger.schedule.domain;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Set;

/**
 * Days by two fields. Where both say something a day is meant that either means, as cron does it.
 *
 * @param anyOfMonth the field for days of the month is {@code *}
 * @param ofMonth bits of days of the month
 * @param fromEnd bits of days counted from the month's last one, which is 0: {@code L}, {@code L-3}
 * @param nearest bits of days of the month, each meaning the weekday next to it in the month:
 *     {@code 15W}; bit 0 stands for the last weekday: {@code LW}
 * @param anyOfWeek the field for days of the week is {@code *}
 * @param ofWeek days of the week
 * @param lastOfWeek days of the week, the last in the month: {@code FRIL}
 * @param nth days of the week by their number in the month: {@code MON#1}
 */
public record CronDays(
    boolean anyOfMonth,
    long ofMonth,
    long fromEnd,
    long nearest,
    boolean anyOfWeek,
    Set<DayOfWeek> ofWeek,
    Set<DayOfWeek> lastOfWeek,
    Set<Nth> nth) {

  /** The n-th such day of a month, from 1 to 5. */
  public record Nth(DayOfWeek day, int number) {}

  boolean has(LocalDate date) {
    if (anyOfMonth) {
      return anyOfWeek || hasOfWeek(date);
    }
    return hasOfMonth(date) || !anyOfWeek && hasOfWeek(date);
  }

  private boolean hasOfMonth(LocalDate date) {
    var day = date.getDayOfMonth();
    return CronExpression.has(ofMonth, day)
        || fromEnd != 0 && CronExpression.has(fromEnd, date.lengthOfMonth() - day)
        || nearest != 0 && isNearest(date);
  }

  private boolean isNearest(LocalDate date) {
    for (int day = 0; day <= date.lengthOfMonth(); day++) {
      if (CronExpression.has(nearest, day) && nearest(date, day) == date.getDayOfMonth()) {
        return true;
      }
    }
    return false;
  }

  /** The weekday next to a day, without leaving the month; 0 means the last weekday. */
  private static int nearest(LocalDate month, int day) {
    var last = month.lengthOfMonth();
    var meant = month.withDayOfMonth(day == 0 ? last : day);
    return switch (meant.getDayOfWeek()) {
      case SATURDAY -> meant.getDayOfMonth() + (meant.getDayOfMonth() == 1 ? 2 : -1);
      case SUNDAY -> meant.getDayOfMonth() + (meant.getDayOfMonth() == last ? -2 : 1);
      default -> meant.getDayOfMonth();
    };
  }

  private boolean hasOfWeek(LocalDate date) {
    var day = date.getDayOfWeek();
    return ofWeek.contains(day)
        || lastOfWeek.contains(day) && date.getDayOfMonth() + 7 > date.lengthOfMonth()
        || nth.contains(new Nth(day, (date.getDayOfMonth() + 6) / 7));
  }
}
