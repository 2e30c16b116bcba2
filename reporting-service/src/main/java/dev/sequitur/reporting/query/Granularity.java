package dev.sequitur.reporting.query;

import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** The periods of a series. */
public enum Granularity {
  HOUR,
  DAY;

  /**
   * Where the period of an instant begins. Counts are kept by the hour of UTC; where a zone's day
   * does not begin with one, an hour belongs to the day in which it begins.
   */
  public Instant begin(Instant instant, ZoneId zone) {
    return this == HOUR
        ? instant.truncatedTo(ChronoUnit.HOURS)
        : instant.atZone(zone).toLocalDate().atStartOfDay(zone).toInstant();
  }
}
