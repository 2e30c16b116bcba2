package dev.sequitur.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Held against a clock that is looked at minute by minute, around all changes of the offset. */
class QuietHoursPropertyTest {

  private static final ZoneId[] ZONES = {
    ZoneId.of("Europe/Berlin"),
    ZoneId.of("America/New_York"),
    ZoneId.of("Australia/Lord_Howe"),
    ZoneId.of("Africa/Cairo"),
    ZoneId.of("America/Scoresbysund")
  };

  @Property(tries = 400)
  void theQuietEndsAtTheFirstMinuteThatIsNotQuiet(
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(max = 11) int change,
      @ForAll @IntRange(min = -2880, max = 2880) int minutes,
      @ForAll @IntRange(max = 95) int from,
      @ForAll @IntRange(max = 95) int to) {
    Assume.that(from != to);
    var quiet = new QuietHours(quarter(from), quarter(to));
    var now = near(ZONES[zone], change).plus(minutes, ChronoUnit.MINUTES);

    assertThat(quiet.endOf(now, ZONES[zone]).orElse(now))
        .isEqualTo(scanned(quiet, now, ZONES[zone]));
  }

  @Property(tries = 400)
  void aDigestComesOnceADayWhenItsTimeIsFirstReachedOrPassed(
      @ForAll @IntRange(max = 4) int zone,
      @ForAll @IntRange(max = 11) int change,
      @ForAll @IntRange(min = -2880, max = 2880) int minutes,
      @ForAll @IntRange(max = 95) int at) {
    var time = quarter(at);
    var now = near(ZONES[zone], change).plus(minutes, ChronoUnit.MINUTES);

    assertThat(LocalMoments.next(ZONES[zone], time, now))
        .isEqualTo(scannedDigest(ZONES[zone], time, now));
  }

  /** Follows the clock for days; what it shows for the second time is no news. */
  private static Instant scannedDigest(ZoneId zone, LocalTime time, Instant now) {
    var at = now.minus(3, ChronoUnit.DAYS);
    var highest = at.atZone(zone).toLocalDateTime();
    var wanted = highest.toLocalDate().plusDays(1).atTime(time);
    while (true) {
      at = at.plusSeconds(60);
      var shown = at.atZone(zone).toLocalDateTime();
      highest = shown.isAfter(highest) ? shown : highest;
      if (!highest.isBefore(wanted)) {
        if (at.isAfter(now)) {
          return at;
        }
        wanted = wanted.plusDays(1);
      }
    }
  }

  private static Instant near(ZoneId zone, int change) {
    var at = Instant.parse("2026-01-01T00:00:00Z");
    for (int i = 0; i <= change; i++) {
      var next = zone.getRules().nextTransition(at);
      at = next == null ? at : next.getInstant();
    }
    return at;
  }

  private static Instant scanned(QuietHours quiet, Instant from, ZoneId zone) {
    var at = from;
    while (covers(quiet, at.atZone(zone).toLocalTime())) {
      at = at.plusSeconds(60);
    }
    return at;
  }

  private static boolean covers(QuietHours quiet, LocalTime time) {
    var minute = time.toSecondOfDay();
    var from = quiet.from().toSecondOfDay();
    var to = quiet.to().toSecondOfDay();
    var sinceFrom = Math.floorMod(minute - from, 86_400);
    return sinceFrom < Math.floorMod(to - from, 86_400);
  }

  private static LocalTime quarter(int number) {
    return LocalTime.MIDNIGHT.plusMinutes(15L * number);
  }
}
