package dev.sequitur.trigger.schedule.domain;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * Local times by their fields. A field is a set of bits: bit n stands for its value n.
 *
 * @param text as it was written
 */
public record CronExpression(
    String text, long seconds, long minutes, long hours, long months, CronDays days) {

  /** An expression, or why it is none. */
  public sealed interface Parsing {

    /** It can be read. */
    record Parsed(CronExpression expression) implements Parsing {}

    /** It cannot; the detail names the field. */
    record Malformed(String detail) implements Parsing {}
  }

  /** Reads five fields, or six with seconds first, or a name such as {@code @daily}. */
  public static Parsing parse(String text) {
    return CronParser.parse(text);
  }

  /** The first time from one local time on, before another; null if there is none. */
  @Nullable LocalDateTime next(LocalDateTime from, LocalDateTime until) {
    var whole = from.truncatedTo(ChronoUnit.SECONDS);
    var start = whole.isBefore(from) ? whole.plusSeconds(1) : whole;
    var last = until.toLocalDate();
    var earliest = start.toLocalTime();
    for (var date = start.toLocalDate(); !date.isAfter(last); earliest = LocalTime.MIDNIGHT) {
      if (!has(months, date.getMonthValue())) {
        date = nextMonth(date);
        continue;
      }
      var time = days.has(date) ? time(earliest) : null;
      if (time != null) {
        var found = date.atTime(time);
        return found.isBefore(until) ? found : null;
      }
      date = date.plusDays(1);
    }
    return null;
  }

  private static LocalDate nextMonth(LocalDate date) {
    return date.withDayOfMonth(1).plusMonths(1);
  }

  /** The first time of day from another on; null if the day has none left. */
  private @Nullable LocalTime time(LocalTime from) {
    var hour = next(hours, from.getHour());
    if (hour > from.getHour()) {
      return LocalTime.of(hour, next(minutes, 0), next(seconds, 0));
    }
    if (hour < 0) {
      return null;
    }
    var within = withinHour(hour, from);
    var later = next(hours, hour + 1);
    return within != null || later < 0
        ? within
        : LocalTime.of(later, next(minutes, 0), next(seconds, 0));
  }

  private @Nullable LocalTime withinHour(int hour, LocalTime from) {
    var minute = next(minutes, from.getMinute());
    if (minute < 0) {
      return null;
    }
    if (minute > from.getMinute()) {
      return LocalTime.of(hour, minute, next(seconds, 0));
    }
    var second = next(seconds, from.getSecond());
    if (second >= 0) {
      return LocalTime.of(hour, minute, second);
    }
    var later = next(minutes, minute + 1);
    return later < 0 ? null : LocalTime.of(hour, later, next(seconds, 0));
  }

  static boolean has(long set, int value) {
    return (set >>> value & 1) == 1;
  }

  /** The least value from another on; -1 if there is none. */
  private static int next(long set, int from) {
    var rest = from > 63 ? 0 : set >>> from;
    return rest == 0 ? -1 : from + Long.numberOfTrailingZeros(rest);
  }
}
