package dev.sequitur.reporting.query;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.reporting.query.SeriesQuery.After;
import dev.sequitur.reporting.query.SeriesQuery.By;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesFoldTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant FIRST = Instant.parse("2026-03-28T23:00:00Z");

  /** The day on which clocks go forward has 23 hours. */
  @Test
  void dayHasTheHoursThatItHasInItsZone() {
    var items = fold(query(Granularity.DAY, 10, null), hours(48));

    assertThat(items).extracting(Series.Item::day).containsExactly(day(29), day(30), day(31));
    assertThat(items).extracting(Series.Item::matched).containsExactly(23L, 24L, 1L);
    assertThat(items.get(1).from()).isEqualTo("2026-03-29T22:00:00Z");
  }

  @Test
  void pagesTogetherAreTheWhole() {
    var hours = new ArrayList<SeriesFold.Hour>();
    // One of the ids is negative as Java sees it.
    for (var uid : List.of(new UUID(1, 1), new UUID(2, 1), new UUID(-1, 1))) {
      hours(5).forEach(hour -> hours.add(of(hour.hour(), uid)));
    }
    hours.sort(java.util.Comparator.comparing(SeriesFold.Hour::hour));
    for (var granularity : Granularity.values()) {
      var whole = fold(query(granularity, 100, null), hours);
      var paged = new ArrayList<Series.Item>();
      After after = null;
      do {
        var page = fold(query(granularity, 2, after), hours);
        paged.addAll(page.subList(0, Math.min(2, page.size())));
        after = page.size() > 2 ? After.parse(After.of(paged.getLast()).text()) : null;
      } while (after != null);
      assertThat(paged).isEqualTo(whole).hasSize(granularity == Granularity.HOUR ? 15 : 3);
    }
  }

  private static List<Series.Item> fold(SeriesQuery query, List<SeriesFold.Hour> hours) {
    var fold = new SeriesFold(query, _ -> null);
    for (var hour : hours) {
      if (!hour.hour().isBefore(query.begin()) && !fold.add(hour)) {
        break;
      }
    }
    return fold.items();
  }

  private static SeriesQuery query(Granularity granularity, int limit, @Nullable After after) {
    var to = FIRST.plus(Duration.ofDays(5));
    return new SeriesQuery(By.RULE, granularity, BERLIN, FIRST, to, null, limit, after);
  }

  private static List<SeriesFold.Hour> hours(int count) {
    var hours = new ArrayList<SeriesFold.Hour>();
    for (int i = 0; i < count; i++) {
      hours.add(of(FIRST.plus(Duration.ofHours(i)), new UUID(1, 1)));
    }
    return hours;
  }

  private static SeriesFold.Hour of(Instant hour, UUID uid) {
    return new SeriesFold.Hour(
        hour,
        uid,
        "",
        "rule",
        1,
        "",
        0,
        1,
        1,
        0,
        0,
        0,
        0,
        0,
        0,
        new Integer[] {80},
        new Long[] {1L});
  }

  private static LocalDate day(int ofMarch) {
    return LocalDate.of(2026, 3, ofMarch);
  }
}
