package dev.sequitur.kit.expression;

import static dev.sequitur.kit.expression.Parameters.INSTANT;
import static dev.sequitur.kit.expression.Parameters.TEXT;

import dev.cel.common.types.SimpleType;
import dev.sequitur.kit.expression.FunctionSet.Signature;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;

/** Functions of timestamps, in a zone; without one, in UTC. */
final class TimeFunctions {

  private static final int WORK = 1_000;

  private TimeFunctions() {}

  static void addTo(FunctionSet set) {
    set.method(
        "dayOfWeek",
        Signature.of(SimpleType.STRING, INSTANT),
        a -> dayOfWeek(a[0], ZoneOffset.UTC));
    set.method(
        "dayOfWeek",
        Signature.of(SimpleType.STRING, INSTANT, TEXT),
        a -> dayOfWeek(a[0], Zones.of((String) a[1])));
    set.method(
        "format",
        Signature.of(SimpleType.STRING, INSTANT, TEXT),
        a -> formatted(a, ZoneOffset.UTC));
    set.method(
        "format",
        Signature.of(SimpleType.STRING, INSTANT, TEXT, TEXT),
        a -> formatted(a, Zones.of((String) a[2])));
    set.method(
        "startOf",
        Signature.of(SimpleType.TIMESTAMP, INSTANT, TEXT),
        a -> started(a, ZoneOffset.UTC));
    set.method(
        "startOf",
        Signature.of(SimpleType.TIMESTAMP, INSTANT, TEXT, TEXT),
        a -> started(a, Zones.of((String) a[2])));
  }

  private static String dayOfWeek(Object instant, ZoneId zone) {
    return local(instant, zone).getDayOfWeek().name();
  }

  /** The local time; fails as an evaluation does where the calendar has no such year. */
  static ZonedDateTime local(Object instant, ZoneId zone) {
    Allowance.spend(WORK);
    try {
      return ((Instant) instant).atZone(zone);
    } catch (DateTimeException e) {
      throw Refusals.number();
    }
  }

  private static String formatted(Object[] arguments, ZoneId zone) {
    var pattern = DatePatterns.of((String) arguments[1]);
    try {
      return pattern.format(local(arguments[0], zone));
    } catch (DateTimeException e) {
      throw Refusals.number();
    }
  }

  private static Instant started(Object[] arguments, ZoneId zone) {
    var time = local(arguments[0], zone);
    return isUnit((String) arguments[1])
        ? start(time, (String) arguments[1]).toInstant()
        : refused();
  }

  private static Instant refused() {
    throw Refusals.argument();
  }

  static boolean isUnit(String unit) {
    return switch (unit) {
      case "second", "minute", "hour", "day", "week", "month", "quarter", "year" -> true;
      default -> false;
    };
  }

  /** The first instant of it: where clocks are put forward at midnight, a day begins at one. */
  private static ZonedDateTime start(ZonedDateTime time, String unit) {
    return switch (unit) {
      case "second" -> time.truncatedTo(ChronoUnit.SECONDS);
      case "minute" -> time.truncatedTo(ChronoUnit.MINUTES);
      case "hour" -> time.truncatedTo(ChronoUnit.HOURS);
      case "week" -> day(time.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)));
      case "month" -> day(time.withDayOfMonth(1));
      case "quarter" ->
          day(time.withDayOfMonth(1).withMonth((time.getMonthValue() - 1) / 3 * 3 + 1));
      case "year" -> day(time.withDayOfYear(1));
      default -> day(time);
    };
  }

  private static ZonedDateTime day(ZonedDateTime time) {
    return time.toLocalDate().atStartOfDay(time.getZone());
  }
}
