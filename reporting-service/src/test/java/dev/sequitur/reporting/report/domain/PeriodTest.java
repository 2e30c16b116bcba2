package dev.sequitur.reporting.report.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @ParameterizedTest
  @CsvSource({
    "DAY,   2026-04-01T22:00:00Z, 2026-03-31T22:00:00Z, 2026-04-01T22:00:00Z",
    "DAY,   2026-04-01T21:59:59Z, 2026-03-30T22:00:00Z, 2026-03-31T22:00:00Z",
    "WEEK,  2026-04-01T12:00:00Z, 2026-03-22T23:00:00Z, 2026-03-29T22:00:00Z",
    "MONTH, 2026-04-01T12:00:00Z, 2026-02-28T23:00:00Z, 2026-03-31T22:00:00Z"
  })
  void lastWholePeriodIsThatOfTheZone(Period period, Instant now, Instant from, Instant to) {
    assertThat(period.before(now, BERLIN)).isEqualTo(new Period.Range(from, to));
  }

  @Test
  void dayOnWhichClocksGoForwardIsShorter() {
    var range = Period.DAY.before(Instant.parse("2026-03-30T10:00:00Z"), BERLIN);

    assertThat(Duration.between(range.from(), range.to())).isEqualTo(Duration.ofHours(23));
  }
}
