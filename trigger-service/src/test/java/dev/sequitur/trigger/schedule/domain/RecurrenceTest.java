package dev.sequitur.trigger.schedule.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.trigger.schedule.domain.CronExpression.Parsing;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecurrenceTest {

  private static final UUID UID = UUID.fromString("00000000-0000-8000-8000-000000000001");

  /** The nights of a change, as people know them. */
  @ParameterizedTest
  @CsvSource(
      textBlock =
          """
          30 2 * * *, Europe/Berlin,       SHIFT, FIRST, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z
          30 2 * * *, Europe/Berlin,       SKIP,  FIRST, 2026-03-28T12:00:00Z, 2026-03-30T00:30:00Z
          0 3 * * *,  Europe/Berlin,       SHIFT, FIRST, 2026-03-28T12:00:00Z, 2026-03-29T01:00:00Z
          30 2 * * *, Europe/Berlin,       SHIFT, FIRST, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z
          30 2 * * *, Europe/Berlin,       SHIFT, FIRST, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z
          30 2 * * *, Europe/Berlin,       SHIFT, LAST,  2026-10-24T12:00:00Z, 2026-10-25T01:30:00Z
          30 2 * * *, Europe/Berlin,       SHIFT, BOTH,  2026-10-25T00:30:00Z, 2026-10-25T01:30:00Z
          15 2 * * *, Australia/Lord_Howe, SHIFT, FIRST, 2026-10-03T12:00:00Z, 2026-10-03T15:45:00Z
          15 2 * * *, Australia/Lord_Howe, SKIP,  FIRST, 2026-10-03T12:00:00Z, 2026-10-04T15:15:00Z
          45 1 * * *, Australia/Lord_Howe, SHIFT, BOTH,  2026-04-04T14:45:00Z, 2026-04-04T15:15:00Z
          0 0 * * *,  Africa/Cairo,        SHIFT, FIRST, 2026-04-23T12:00:00Z, 2026-04-23T22:00:00Z
          0 0 * * *,  Africa/Cairo,        SKIP,  FIRST, 2026-04-23T12:00:00Z, 2026-04-24T21:00:00Z
          0 12 * * *, UTC,                 SHIFT, FIRST, 2026-04-23T12:00:00Z, 2026-04-24T12:00:00Z
          30 0 0 * * *, UTC,               SHIFT, FIRST, 2026-04-23T00:00:00Z, 2026-04-23T00:00:30Z
          0 0 29 2 *, UTC,                 SHIFT, FIRST, 2096-03-01T00:00:00Z, 2104-02-29T00:00:00Z
          """)
  void nextInstantIsTheExpectedOne(
      String cron, String zone, Gap gap, Repeated repeated, Instant after, Instant next) {
    var recurrence = new Recurrence.Cron(parsed(cron), ZoneId.of(zone), gap, repeated);
    assertThat(recurrence.after(after)).isEqualTo(next);
  }

  @Test
  void everySecondOfTheExpressionComesOnceThroughANightOfChange() {
    var recurrence =
        new Recurrence.Cron(
            parsed("*/10 * * * * *"), ZoneId.of("Europe/Berlin"), Gap.SHIFT, Repeated.BOTH);
    var from = Instant.parse("2026-10-24T23:59:55Z");
    var found = instants(recurrence, from, 1_500);
    for (int i = 1; i < found.size(); i++) {
      assertThat(found.get(i)).isEqualTo(found.get(i - 1).plusSeconds(10));
    }
  }

  @Test
  void equalDistancesTakeNoNoticeOfClocksOnTheWall() {
    var every = new Recurrence.Every(Duration.ofHours(24), Instant.parse("2026-03-28T07:00:00Z"));
    assertThat(instants(every, Instant.parse("2026-03-28T07:00:00Z"), 2))
        .containsExactly(
            Instant.parse("2026-03-29T07:00:00Z"), Instant.parse("2026-03-30T07:00:00Z"));
    assertThat(every.after(Instant.parse("2026-03-28T06:59:59.999Z")))
        .isEqualTo(Instant.parse("2026-03-28T07:00:00Z"));
    assertThat(every.after(Instant.parse("2026-03-01T00:00:00.5Z")))
        .isEqualTo(Instant.parse("2026-03-01T07:00:00Z"));
  }

  @Test
  void instantsStayWithinTheirBounds() {
    var start = Instant.parse("2026-01-01T00:00:30Z");
    var end = Instant.parse("2026-01-01T00:02:00Z");
    var minutely = new Recurrence.Every(Duration.ofMinutes(1), Instant.EPOCH);
    var table = new Timetable(minutely, start, end, Duration.ZERO);
    assertThat(table.from(Instant.EPOCH)).isEqualTo(Instant.parse("2026-01-01T00:01:00Z"));
    assertThat(table.after(Instant.parse("2026-01-01T00:01:00Z"))).isNull();
    var anchored =
        new Timetable(
            new Recurrence.Every(Duration.ofMinutes(1), start), start, end, Duration.ZERO);
    assertThat(anchored.from(Instant.EPOCH)).isEqualTo(start);
  }

  @Test
  void onceIsOnce() {
    var at = Instant.parse("2026-12-24T17:00:00Z");
    var table = new Timetable(new Recurrence.Once(at), null, null, Duration.ZERO);
    assertThat(table.from(Instant.EPOCH)).isEqualTo(at);
    assertThat(table.from(at)).isEqualTo(at);
    assertThat(table.after(at)).isNull();
  }

  @Test
  void jitterIsWithinItsBoundAndTheSameEverywhere() {
    var jitter = Duration.ofSeconds(30);
    var table =
        new Timetable(
            new Recurrence.Every(Duration.ofMinutes(1), Instant.EPOCH), null, null, jitter);
    var delays = new HashSet<Duration>();
    for (var nominal : instants(table.recurrence(), Instant.EPOCH, 1_000)) {
      var due = table.dueAt(UID, nominal);
      assertThat(due).isEqualTo(table.dueAt(UID, nominal));
      var delay = Duration.between(nominal, due);
      assertThat(delay).isGreaterThanOrEqualTo(Duration.ZERO).isLessThan(jitter);
      delays.add(delay);
    }
    assertThat(delays).hasSizeGreaterThan(900);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * * *",
        "60 * * * *",
        "* 24 * * *",
        "* * 0 * *",
        "* * 32 * *",
        "* * * 13 *",
        "* * * * 8",
        "* * * * MONDAY",
        "* * * FEBR *",
        "5-1 * * * *",
        "*/0 * * * *",
        "*-5 * * * *",
        "1,,2 * * * *",
        ", * * * *",
        "-1 * * * *",
        "1/2/3 * * * *",
        "a * * * *",
        "* * * * MON#6",
        "* * * * MON#0",
        "* * 32W * *",
        "* * L-31 * *",
        "L * * * *",
        "@reboot",
        "99999999999 * * * *"
      })
  void whatIsNoExpressionIsRefused(String text) {
    assertThat(CronExpression.parse(text)).isInstanceOf(Parsing.Malformed.class);
  }

  @Test
  void expressionThatNeverFiresHasNoNext() {
    var never =
        new Recurrence.Cron(
            parsed("0 0 30 2 *"), ZoneId.of("Europe/Berlin"), Gap.SHIFT, Repeated.FIRST);
    assertThat(never.after(Instant.EPOCH)).isNull();
  }

  private static List<Instant> instants(Recurrence recurrence, Instant after, int count) {
    var found = new ArrayList<Instant>();
    @Nullable Instant last = after;
    for (int i = 0; i < count && last != null; i++) {
      last = recurrence.after(last);
      if (last != null) {
        found.add(last);
      }
    }
    return found;
  }

  private static CronExpression parsed(String text) {
    return ((Parsing.Parsed) CronExpression.parse(text)).expression();
  }
}
