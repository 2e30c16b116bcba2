package dev.sequitur.reporting.projection;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.Startup;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** What the projection tells of itself. */
@Startup
@ApplicationScoped
class ProjectionMetrics {

  private static final String ROWS = "sequitur.reporting.rows.written";

  private final Counter events;
  private final Counter runs;
  private final AtomicLong overdue = new AtomicLong();

  ProjectionMetrics(MeterRegistry registry) {
    events = registry.counter(ROWS, "table", "events");
    runs = registry.counter(ROWS, "table", "runs");
    Gauge.builder("sequitur.reporting.runs.overdue", overdue, AtomicLong::get)
        .description("runs that are still open long after their decision")
        .register(registry);
  }

  void written(int eventRows, int runRows) {
    events.increment(eventRows);
    runs.increment(runRows);
  }

  void overdue(long count) {
    overdue.set(count);
  }
}
