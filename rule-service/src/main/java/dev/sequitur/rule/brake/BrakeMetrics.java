package dev.sequitur.rule.brake;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What brakes tell of themselves; once a batch. */
@Startup
@ApplicationScoped
class BrakeMetrics {

  private final Counter passed;
  private final Counter rejecting;
  private final Counter suspending;
  private final Counter suspended;

  BrakeMetrics(MeterRegistry registry) {
    this.passed = registry.counter("sequitur.rule.brake.passed");
    this.rejecting = registry.counter("sequitur.rule.brake.rejected", "beyond", "reject");
    this.suspending = registry.counter("sequitur.rule.brake.rejected", "beyond", "suspend");
    this.suspended = registry.counter("sequitur.rule.brake.suspended");
  }

  void answered(List<BrakeTable.Answer> answers, int suspensions) {
    for (var answer : answers) {
      if (answer.passes()) {
        passed.increment();
      } else if (answer.start().asked().terms().suspends()) {
        suspending.increment();
      } else {
        rejecting.increment();
      }
    }
    suspended.increment(suspensions);
  }
}
