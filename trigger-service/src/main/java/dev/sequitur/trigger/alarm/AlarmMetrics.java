package dev.sequitur.trigger.alarm;

import dev.sequitur.trigger.alarm.domain.AlarmKind;
import dev.sequitur.trigger.alarm.domain.Alarms.Change;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Counts alarms that this replica was the first to see, and those that it saw end. */
@Startup
@ApplicationScoped
class AlarmMetrics {

  private final MeterRegistry meters;

  AlarmMetrics(MeterRegistry meters) {
    this.meters = meters;
    // From the start on, so that a first alarm is a step from zero.
    for (var kind : AlarmKind.values()) {
      meters.counter("sequitur.trigger.alarms.raised", "kind", kind.name());
      meters.counter("sequitur.trigger.alarms.ended", "kind", kind.name());
    }
  }

  void found(List<Change> changes) {
    for (var change : changes) {
      var name =
          change instanceof Change.Raised
              ? "sequitur.trigger.alarms.raised"
              : "sequitur.trigger.alarms.ended";
      meters.counter(name, "kind", change.kind().name()).increment();
    }
  }
}
