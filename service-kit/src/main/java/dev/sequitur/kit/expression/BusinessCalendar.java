package dev.sequitur.kit.expression;

import de.focus_shift.jollyday.core.Holiday;
import de.focus_shift.jollyday.core.HolidayManager;
import de.focus_shift.jollyday.core.HolidayType;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.Year;
import java.time.ZoneId;
import java.util.BitSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which days are worked on in a country or a part of it: neither its weekend nor a holiday by law
 * or of its banks. Immutable but for the years that it has looked up.
 */
final class BusinessCalendar {

  static final int FIRST_YEAR = 1970;
  static final int LAST_YEAR = 2100;

  // What it takes to look a year up for the first time is not asked for: the same evaluation must
  // cost the same, whoever came before it.
  private static final int DAY = 30;
  private static final int YEAR = 2_000;

  private final HolidayManager manager;
  private final String[] regions;
  private final @Nullable ZoneId zone;
  private final Set<DayOfWeek> weekend;
  private final Map<Integer, BitSet> holidays = new ConcurrentHashMap<>();

  BusinessCalendar(
      HolidayManager manager, String[] regions, @Nullable ZoneId zone, Set<DayOfWeek> weekend) {
    this.manager = manager;
    this.regions = regions;
    this.zone = zone;
    this.weekend = weekend;
  }

  /** Where the country has one zone, that; null where it has several. */
  @Nullable ZoneId zone() {
    return zone;
  }

  boolean isHoliday(LocalDate date) {
    Allowance.spend(YEAR);
    return year(date).get(date.getDayOfYear());
  }

  boolean isBusinessDay(LocalDate date) {
    return !weekend.contains(date.getDayOfWeek()) && !isHoliday(date);
  }

  /**
   * That many business days on, or back where it is negative. Zero gives the date itself if it is a
   * business day, and the next one after it if not.
   */
  LocalDate plus(LocalDate date, long days) {
    var at = date;
    long left = Math.abs(days);
    int step = days < 0 ? -1 : 1;
    while (left > 0 || !isBusinessDayFurther(at)) {
      at = at.plusDays(step);
      if (left > 0 && isBusinessDayFurther(at)) {
        left--;
      }
    }
    return at;
  }

  /** Business days from the first date on and before the last; negative if that comes first. */
  long between(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -between(to, from);
    }
    long days = 0;
    for (var at = from; at.isBefore(to); at = at.plusDays(1)) {
      days += isBusinessDayFurther(at) ? 1 : 0;
    }
    return days;
  }

  private boolean isBusinessDayFurther(LocalDate date) {
    Allowance.spend(date.getDayOfYear() == 1 ? YEAR : DAY);
    return !weekend.contains(date.getDayOfWeek()) && !year(date).get(date.getDayOfYear());
  }

  private BitSet year(LocalDate date) {
    if (date.getYear() < FIRST_YEAR || date.getYear() > LAST_YEAR) {
      throw Refusals.argument();
    }
    return holidays.computeIfAbsent(date.getYear(), this::lookUp);
  }

  private BitSet lookUp(int year) {
    var days = new BitSet(367);
    for (Holiday holiday : manager.getHolidays(Year.of(year), regions)) {
      if (holiday.getType() != HolidayType.OBSERVANCE) {
        days.set(holiday.getDate().getDayOfYear());
      }
    }
    return days;
  }
}
