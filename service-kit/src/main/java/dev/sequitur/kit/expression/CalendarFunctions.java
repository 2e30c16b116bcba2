package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.INSTANT;
import static dev.sequitur.kit.expression.Parameters.TEXT;
import static dev.sequitur.kit.expression.Parameters.WHOLE;

import com.google.errorprone.annotations.Immutable;
import dev.cel.common.types.SimpleType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Set;

/**
 * Business days of a calendar. A day is one of the calendar's own zone, or of the zone that is
 * given, which is needed where a country has several.
 */
final class CalendarFunctions {

  /** All of them; their calendar is the last argument, or the last but the zone. */
  static final Set<String> NAMES =
      Set.of("isBusinessDay", "isHoliday", "addBusinessDays", "businessDaysBetween");

  private static final int MOST_DAYS = 10_000;

  private CalendarFunctions() {}

  static void addTo(FunctionSet set) {
    addTest(set, "isBusinessDay", BusinessCalendar::isBusinessDay);
    addTest(set, "isHoliday", BusinessCalendar::isHoliday);
    set.function(
        "addBusinessDays",
        Signature.of(SimpleType.TIMESTAMP, INSTANT, WHOLE, TEXT),
        a -> added(a, own(a[2])));
    set.function(
        "addBusinessDays",
        Signature.of(SimpleType.TIMESTAMP, INSTANT, WHOLE, TEXT, TEXT),
        a -> added(a, Zones.of((String) a[3])));
    set.function(
        "businessDaysBetween",
        Signature.of(SimpleType.INT, INSTANT, INSTANT, TEXT),
        a -> between(a, own(a[2])));
    set.function(
        "businessDaysBetween",
        Signature.of(SimpleType.INT, INSTANT, INSTANT, TEXT, TEXT),
        a -> between(a, Zones.of((String) a[3])));
  }

  @Immutable
  private interface Test {
    boolean of(BusinessCalendar calendar, LocalDate date);
  }

  private static void addTest(FunctionSet set, String name, Test test) {
    set.function(
        name,
        Signature.of(SimpleType.BOOL, INSTANT, TEXT),
        a -> test.of(Calendars.of((String) a[1]), date(a[0], own(a[1]))));
    set.function(
        name,
        Signature.of(SimpleType.BOOL, INSTANT, TEXT, TEXT),
        a -> test.of(Calendars.of((String) a[1]), date(a[0], Zones.of((String) a[2]))));
  }

  private static LocalDate date(Object instant, ZoneId zone) {
    return TimeFunctions.local(instant, zone).toLocalDate();
  }

  private static ZoneId own(Object calendar) {
    var zone = Calendars.of((String) calendar).zone();
    if (zone == null) {
      throw Refusals.argument();
    }
    return zone;
  }

  /** At the same local time of that day. */
  private static Instant added(Object[] arguments, ZoneId zone) {
    long days = (Long) arguments[1];
    if (Math.abs(days) > MOST_DAYS || days == Long.MIN_VALUE) {
      throw Refusals.argument();
    }
    var time = TimeFunctions.local(arguments[0], zone);
    var date = Calendars.of((String) arguments[2]).plus(time.toLocalDate(), days);
    return ZonedDateTime.of(date, time.toLocalTime(), zone).toInstant();
  }

  private static long between(Object[] arguments, ZoneId zone) {
    return Calendars.of((String) arguments[2])
        .between(date(arguments[0], zone), date(arguments[1], zone));
  }
}
