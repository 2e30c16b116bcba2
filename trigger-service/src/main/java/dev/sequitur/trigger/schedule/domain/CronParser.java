package dev.sequitur.trigger.schedule.domain;

import dev.sequitur.trigger.schedule.domain.CronExpression.Parsing;
import java.time.DayOfWeek;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the notation of cron(5), with the signs that schedulers have added to it: {@code L} and
 * {@code W} among the days of the month, {@code L} and {@code #} among those of the week.
 */
final class CronParser {

  private static final Map<String, String> NAMED =
      Map.of(
          "@yearly", "0 0 1 1 *",
          "@monthly", "0 0 1 * *",
          "@weekly", "0 0 * * 0",
          "@daily", "0 0 * * *",
          "@hourly", "0 * * * *");

  private static final Pattern FROM_END = Pattern.compile("L(?:-([1-9]|[12][0-9]|30))?");
  private static final Pattern NEAREST = Pattern.compile("(L|[1-9]|[12][0-9]|3[01])W");
  private static final Pattern LAST_OF_WEEK = Pattern.compile("(.+)L");
  private static final Pattern NTH = Pattern.compile("(.+)#([1-5])");

  private CronParser() {}

  static Parsing parse(String text) {
    var written = text.strip().toUpperCase(Locale.ROOT);
    var fields = NAMED.getOrDefault(written.toLowerCase(Locale.ROOT), written).split("\\s+");
    if (fields.length != 5 && fields.length != 6) {
      return new Parsing.Malformed("five fields are expected, or six with seconds first");
    }
    try {
      return new Parsing.Parsed(expression(text, List.of(fields).reversed()));
    } catch (CronField.Malformed e) {
      return new Parsing.Malformed(e.detail());
    }
  }

  /** The fields from the last to the first: only the one for seconds may be missing. */
  private static CronExpression expression(String text, List<String> fields) {
    var days = days(fields.get(2), fields.get(0));
    var seconds = fields.size() == 6 ? CronField.SECONDS.read(fields.get(5)) : 1L;
    return new CronExpression(
        text,
        seconds,
        CronField.MINUTES.read(fields.get(4)),
        CronField.HOURS.read(fields.get(3)),
        CronField.MONTHS.read(fields.get(1)),
        days);
  }

  private static CronDays days(String ofMonth, String ofWeek) {
    long days = 0;
    long fromEnd = 0;
    long nearest = 0;
    for (var item : CronField.items(ofMonth)) {
      var last = FROM_END.matcher(item);
      var weekday = NEAREST.matcher(item);
      if (last.matches()) {
        fromEnd |= 1L << (last.group(1) == null ? 0 : Integer.parseInt(last.group(1)));
      } else if (weekday.matches()) {
        nearest |= 1L << (weekday.group(1).equals("L") ? 0 : Integer.parseInt(weekday.group(1)));
      } else {
        days |= CronField.DAYS.read(item);
      }
    }
    var week = new Week(ofWeek);
    return new CronDays(
        isAny(ofMonth),
        days,
        fromEnd,
        nearest,
        isAny(ofWeek),
        Set.copyOf(week.days),
        Set.copyOf(week.last),
        Set.copyOf(week.nth));
  }

  private static boolean isAny(String field) {
    return field.equals("*") || field.equals("?");
  }

  /** The days of the week that a field names. */
  private static final class Week {

    private final EnumSet<DayOfWeek> days = EnumSet.noneOf(DayOfWeek.class);
    private final EnumSet<DayOfWeek> last = EnumSet.noneOf(DayOfWeek.class);
    private final Set<CronDays.Nth> nth = new HashSet<>();

    Week(String field) {
      for (var item : CronField.items(field)) {
        var numbered = NTH.matcher(item);
        var ending = LAST_OF_WEEK.matcher(item);
        if (numbered.matches()) {
          var number = Integer.parseInt(numbered.group(2));
          nth.add(new CronDays.Nth(day(CronField.WEEKDAYS.value(numbered.group(1))), number));
        } else if (ending.matches()) {
          last.add(day(CronField.WEEKDAYS.value(ending.group(1))));
        } else {
          var set = CronField.WEEKDAYS.read(item);
          for (int value = 0; value <= 7; value++) {
            if (CronExpression.has(set, value)) {
              days.add(day(value));
            }
          }
        }
      }
    }

    /** Sunday is 0 and 7. */
    private static DayOfWeek day(int value) {
      return DayOfWeek.of(value == 0 ? 7 : value);
    }
  }
}
