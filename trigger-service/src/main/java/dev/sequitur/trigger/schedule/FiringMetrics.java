package dev.sequitur.trigger.schedule;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Counts of what became of nominal instants, and how late those were that fired. */
@ApplicationScoped
class FiringMetrics {

  private final MeterRegistry meters;
  private final Timer lateness;

  FiringMetrics(MeterRegistry meters) {
    this.meters = meters;
    this.lateness = meters.timer("sequitur.trigger.firing.lateness");
  }

  void decided(List<Fire> fires, Instant now) {
    for (var fire : fires) {
      if (fire.event() == null) {
        meters.counter("sequitur.trigger.misfired", "reason", reason(fire)).increment();
      } else {
        lateness.record(Duration.between(fire.nominal(), now));
      }
    }
  }

  /** What stands before the detail: few values. */
  private static String reason(Fire fire) {
    var reason = String.valueOf(fire.reason());
    var end = reason.indexOf(':');
    return end < 0 ? reason : reason.substring(0, end);
  }
}
