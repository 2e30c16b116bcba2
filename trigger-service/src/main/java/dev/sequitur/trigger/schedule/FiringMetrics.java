package dev.sequitur.trigger.schedule;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Counts of what became of nominal instants, and how late those were that fired; those that may
 * have waited for their turn are left out of that.
 */
@Startup
@ApplicationScoped
class FiringMetrics {

  private final MeterRegistry meters;
  private final Timer lateness;
  private final Counter abandoned;

  FiringMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.lateness = meters.timer("sequitur.trigger.firing.lateness");
    this.abandoned = meters.counter("sequitur.trigger.overlap.abandoned");
    // From the start on, so that the first one is a step from zero.
    for (var reason : List.of("MISSED", "FILTERED", "MAPPING_FAILED")) {
      meters.counter("sequitur.trigger.misfired", "reason", reason);
    }
    for (var reason : List.of("OVERLAP", "REPLACED")) {
      meters.counter("sequitur.trigger.skipped", "reason", reason);
    }
  }

  void decided(List<Fire> fires, Instant now) {
    for (var fire : fires) {
      switch (fire.state()) {
        case MISFIRED -> count("sequitur.trigger.misfired", fire);
        case SKIPPED -> count("sequitur.trigger.skipped", fire);
        case FIRED -> fired(fire, now);
      }
    }
  }

  private void fired(Fire fire, Instant now) {
    if (fire.reason() != null) {
      abandoned.increment();
    }
    if (!fire.isFollowed()) {
      lateness.record(Duration.between(fire.nominal(), now));
    }
  }

  private void count(String name, Fire fire) {
    meters.counter(name, "reason", reason(fire)).increment();
  }

  /** What stands before the detail: few values. */
  private static String reason(Fire fire) {
    var reason = String.valueOf(fire.reason());
    var end = reason.indexOf(':');
    return end < 0 ? reason : reason.substring(0, end);
  }
}
