package dev.sequitur.trigger.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.schedule.domain.CronExpression.Parsing;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * I10: nominal instants are those that an oracle finds that looks at every minute of twenty years.
 * The oracle has the meaning of each expression written down by hand, not its text, and asks
 * java.time about each local minute by itself.
 */
class NominalInstantsTest {

  private static final LocalDate FIRST = LocalDate.of(2015, 1, 1);
  private static final int YEARS = 20;

  /** An expression, and what it means. */
  private record Case(
      String cron, Predicate<LocalDate> day, IntPredicate hour, IntPredicate minute) {}

  private static final Predicate<LocalDate> DAILY = _ -> true;
  private static final IntPredicate ALL = _ -> true;

  private static final List<Case> CASES =
      List.of(
          // The hours that clocks leave out and repeat, in all four zones.
          of("0 0 * * *", DAILY, at(0), at(0)),
          of("30 0 * * *", DAILY, at(0), at(30)),
          of("0 1 * * *", DAILY, at(1), at(0)),
          of("30 1 * * *", DAILY, at(1), at(30)),
          of("45 1 * * *", DAILY, at(1), at(45)),
          of("59 1 * * *", DAILY, at(1), at(59)),
          of("0 2 * * *", DAILY, at(2), at(0)),
          of("15 2 * * *", DAILY, at(2), at(15)),
          of("29 2 * * *", DAILY, at(2), at(29)),
          of("30 2 * * *", DAILY, at(2), at(30)),
          of("59 2 * * *", DAILY, at(2), at(59)),
          of("0 3 * * *", DAILY, at(3), at(0)),
          of("30 3 * * *", DAILY, at(3), at(30)),
          of("59 23 * * *", DAILY, at(23), at(59)),
          of("15 23 * * *", DAILY, at(23), at(15)),
          of("0,30 1-3 * * *", DAILY, in(1, 2, 3), in(0, 30)),
          of("*/20 2 * * *", DAILY, at(2), in(0, 20, 40)),
          of("*/10 0,23 * * *", DAILY, in(0, 23), m -> m % 10 == 0),
          of("7 */6 * * *", DAILY, h -> h % 6 == 0, at(7)),
          of("@hourly", DAILY, ALL, at(0)),
          of("30 * * * *", DAILY, ALL, at(30)),
          of("*/15 0-3 * * *", DAILY, h -> h < 4, m -> m % 15 == 0),
          of("*/5 1-2 * * *", DAILY, in(1, 2), m -> m % 5 == 0),
          of("5/15 22-23,0-1 * * *", DAILY, in(22, 23, 0, 1), in(5, 20, 35, 50)),
          of("10-50/20 4 * * *", DAILY, at(4), in(10, 30, 50)),
          of("@daily", DAILY, at(0), at(0)),
          // Days of the week.
          of("0 7 * * MON-FRI", d -> d.getDayOfWeek().getValue() <= 5, at(7), at(0)),
          of("30 2 * * SUN", d -> d.getDayOfWeek() == DayOfWeek.SUNDAY, at(2), at(30)),
          of("30 1 * * 0", d -> d.getDayOfWeek() == DayOfWeek.SUNDAY, at(1), at(30)),
          of("0 2 * * 7", d -> d.getDayOfWeek() == DayOfWeek.SUNDAY, at(2), at(0)),
          of("30 0 * * FRI", d -> d.getDayOfWeek() == DayOfWeek.FRIDAY, at(0), at(30)),
          of("45 23 * * thu", d -> d.getDayOfWeek() == DayOfWeek.THURSDAY, at(23), at(45)),
          of(
              "0 12 * * 1,3,5",
              d -> d.getDayOfWeek().getValue() % 2 == 1 && d.getDayOfWeek().getValue() < 6,
              at(12),
              at(0)),
          of("0 9 * * SAT-SUN", d -> d.getDayOfWeek().getValue() > 5, at(9), at(0)),
          of("0 9 * * */2", d -> d.getDayOfWeek().getValue() % 7 % 2 == 0, at(9), at(0)),
          of("@weekly", d -> d.getDayOfWeek() == DayOfWeek.SUNDAY, at(0), at(0)),
          of(
              "0 8 * * MON#1",
              d -> d.getDayOfWeek() == DayOfWeek.MONDAY && d.getDayOfMonth() <= 7,
              at(8),
              at(0)),
          of(
              "30 2 * * SUN#2",
              d ->
                  d.getDayOfWeek() == DayOfWeek.SUNDAY
                      && d.getDayOfMonth() > 7
                      && d.getDayOfMonth() <= 14,
              at(2),
              at(30)),
          of(
              "0 8 * * TUE#5",
              d -> d.getDayOfWeek() == DayOfWeek.TUESDAY && d.getDayOfMonth() > 28,
              at(8),
              at(0)),
          of(
              "30 2 * * SUNL",
              d -> d.getDayOfWeek() == DayOfWeek.SUNDAY && d.plusDays(7).getMonth() != d.getMonth(),
              at(2),
              at(30)),
          of(
              "0 18 * * 5L",
              d -> d.getDayOfWeek() == DayOfWeek.FRIDAY && d.plusDays(7).getMonth() != d.getMonth(),
              at(18),
              at(0)),
          // Days of the month.
          of("0 0 1 * *", d -> d.getDayOfMonth() == 1, at(0), at(0)),
          of("@monthly", d -> d.getDayOfMonth() == 1, at(0), at(0)),
          of("0 6 15 * *", d -> d.getDayOfMonth() == 15, at(6), at(0)),
          of("0 6 31 * *", d -> d.getDayOfMonth() == 31, at(6), at(0)),
          of("0 6 29 2 *", d -> d.getDayOfMonth() == 29 && d.getMonthValue() == 2, at(6), at(0)),
          of("0 22 L * *", d -> d.plusDays(1).getDayOfMonth() == 1, at(22), at(0)),
          of("0 22 L-2 * *", d -> d.plusDays(3).getDayOfMonth() == 1, at(22), at(0)),
          of("0 9 15W * *", d -> isNearestWeekday(d, 15), at(9), at(0)),
          of("0 9 1W * *", d -> isNearestWeekday(d, 1), at(9), at(0)),
          of("0 9 LW * *", d -> isNearestWeekday(d, d.lengthOfMonth()), at(9), at(0)),
          of(
              "30 2 8-14 3 *",
              d -> d.getMonthValue() == 3 && d.getDayOfMonth() >= 8 && d.getDayOfMonth() <= 14,
              at(2),
              at(30)),
          of("30 1 */7 * *", d -> d.getDayOfMonth() % 7 == 1, at(1), at(30)),
          // Either field of days is enough.
          of(
              "0 5 13 * FRI",
              d -> d.getDayOfMonth() == 13 || d.getDayOfWeek() == DayOfWeek.FRIDAY,
              at(5),
              at(0)),
          of(
              "0 5 1,15 * MON#1",
              d ->
                  d.getDayOfMonth() == 1
                      || d.getDayOfMonth() == 15
                      || d.getDayOfWeek() == DayOfWeek.MONDAY && d.getDayOfMonth() <= 7,
              at(5),
              at(0)),
          // Months.
          of("0 0 1 1 *", d -> d.getDayOfYear() == 1, at(0), at(0)),
          of("@yearly", d -> d.getDayOfYear() == 1, at(0), at(0)),
          of(
              "30 2 * MAR,OCT *",
              d -> d.getMonthValue() == 3 || d.getMonthValue() == 10,
              at(2),
              at(30)),
          of("30 1 ? 4/6 *", d -> d.getMonthValue() == 4 || d.getMonthValue() == 10, at(1), at(30)),
          of("0 0 L APR ?", d -> d.getMonthValue() == 4 && d.getDayOfMonth() == 30, at(0), at(0)),
          of(
              "17 13 11 11 *",
              d -> d.getMonthValue() == 11 && d.getDayOfMonth() == 11,
              at(13),
              at(17)));

  @ParameterizedTest
  @ValueSource(
      strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo"})
  void nominalInstantsAreThoseOfTheOracle(String name) {
    var zone = ZoneId.of(name);
    assertThat(CASES).hasSizeGreaterThanOrEqualTo(50);
    // All combinations come in turn, with another one in each zone.
    var compared =
        IntStream.range(0, CASES.size())
            .parallel()
            .map(
                i ->
                    compare(
                        CASES.get(i),
                        zone,
                        Gap.values()[(i + name.length()) % 2],
                        Repeated.values()[(i + name.length()) % 3],
                        YEARS))
            .sum();
    assertThat(compared).isGreaterThan(900_000);
  }

  /** Those that run through the nights of a change, in every combination. */
  @ParameterizedTest
  @ValueSource(
      strings = {"America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Africa/Cairo"})
  void everyCombinationOfGapAndRepeatedHourIsThatOfTheOracle(String name) {
    for (var gap : Gap.values()) {
      for (var repeated : Repeated.values()) {
        CASES.subList(0, 18).parallelStream()
            .forEach(one -> compare(one, ZoneId.of(name), gap, repeated, 3));
      }
    }
  }

  private static int compare(Case one, ZoneId zone, Gap gap, Repeated repeated, int years) {
    var expected = oracle(one, zone.getRules(), gap, repeated, years);
    var recurrence = new Recurrence.Cron(parsed(one.cron()), zone, gap, repeated);
    var instant = expected[0] - 1;
    for (int i = 0; i < expected.length; i++) {
      var next = recurrence.after(Instant.ofEpochSecond(instant));
      if (next == null || next.getEpochSecond() != expected[i] || next.getNano() != 0) {
        assertThat(next)
            .as("%s in %s, %s, %s", one.cron(), zone, gap, repeated)
            .isEqualTo(Instant.ofEpochSecond(expected[i]));
      }
      instant = expected[i];
    }
    return expected.length;
  }

  /** Looks at every local minute; the instants in order, each once, as seconds. */
  private static long[] oracle(Case one, ZoneRules rules, Gap gap, Repeated repeated, int years) {
    var found = new ArrayList<Long>();
    var end = FIRST.plusYears(years);
    for (var day = FIRST; day.isBefore(end); day = day.plusDays(1)) {
      if (one.day().test(day)) {
        for (int hour = 0; hour < 24; hour++) {
          for (int minute = 0; one.hour().test(hour) && minute < 60; minute++) {
            if (one.minute().test(minute)) {
              resolve(day.atTime(hour, minute), rules, gap, repeated, found);
            }
          }
        }
      }
    }
    return found.stream().mapToLong(Long::longValue).sorted().distinct().toArray();
  }

  private static void resolve(
      LocalDateTime local, ZoneRules rules, Gap gap, Repeated repeated, List<Long> found) {
    var offsets = rules.getValidOffsets(local);
    if (offsets.isEmpty()) {
      if (gap == Gap.SHIFT) {
        found.add(local.toEpochSecond(rules.getTransition(local).getOffsetBefore()));
      }
      return;
    }
    var counted =
        switch (repeated) {
          case FIRST -> List.of(offsets.getFirst());
          case LAST -> List.of(offsets.getLast());
          case BOTH -> offsets;
        };
    for (ZoneOffset offset : counted) {
      found.add(local.toEpochSecond(offset));
    }
  }

  private static CronExpression parsed(String text) {
    return ((Parsing.Parsed) CronExpression.parse(text)).expression();
  }

  /** The weekday with the least distance in the same month. */
  private static boolean isNearestWeekday(LocalDate date, int day) {
    var meant = date.withDayOfMonth(day);
    for (int distance : new int[] {0, -1, 1, -2, 2}) {
      var other = meant.plusDays(distance);
      if (other.getMonth() == date.getMonth() && other.getDayOfWeek().getValue() <= 5) {
        return other.equals(date);
      }
    }
    throw new AssertionError("a month without weekdays");
  }

  private static Case of(
      String cron, Predicate<LocalDate> day, IntPredicate hour, IntPredicate minute) {
    return new Case(cron, day, hour, minute);
  }

  private static IntPredicate at(int value) {
    return other -> other == value;
  }

  private static IntPredicate in(int... values) {
    return other -> Arrays.stream(values).anyMatch(value -> value == other);
  }
}
