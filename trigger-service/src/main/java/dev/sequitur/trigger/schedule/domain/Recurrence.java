package dev.sequitur.trigger.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** A rule by which instants follow each other. The same rule gives the same instants anywhere. */
public sealed interface Recurrence {

  /** The first instant later than another; null if there is none. */
  @Nullable Instant after(Instant instant);

  /**
   * At equal distances of elapsed time, whatever the clocks on the wall do.
   *
   * @param anchor one of the instants
   * @param period whole seconds, at least one
   */
  record Every(Duration period, Instant anchor) implements Recurrence {

    @Override
    public Instant after(Instant instant) {
      // The seconds of a duration are rounded down, also before the anchor.
      var elapsed = Duration.between(anchor, instant).getSeconds();
      var passed = Math.floorDiv(elapsed, period.getSeconds());
      return anchor.plus(period.multipliedBy(passed + 1));
    }
  }

  /** At local times of a zone. */
  record Cron(CronExpression expression, ZoneId zone, Gap gap, Repeated repeated)
      implements Recurrence {

    @Override
    public @Nullable Instant after(Instant instant) {
      return new LocalInstants(expression, zone.getRules(), gap, repeated).after(instant);
    }
  }

  /** Once. */
  record Once(Instant at) implements Recurrence {

    @Override
    public @Nullable Instant after(Instant instant) {
      return instant.isBefore(at) ? at : null;
    }
  }
}
