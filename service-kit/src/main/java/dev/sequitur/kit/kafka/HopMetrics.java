package dev.sequitur.kit.kafka;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.InstantSource;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** What a hop tells of itself; once a batch, never once a record. */
final class HopMetrics {

  private final Timer handling;
  private final DistributionSummary sizes;
  private final Counter retries;
  private final AtomicLong lagMillis = new AtomicLong();
  private final InstantSource clock;

  HopMetrics(String hop, MeterRegistry registry, InstantSource clock) {
    this.clock = clock;
    this.handling = registry.timer("sequitur.hop.handling", "hop", hop);
    this.sizes = registry.summary("sequitur.hop.batch.records", "hop", hop);
    this.retries = registry.counter("sequitur.hop.retries", "hop", hop);
    // From the start on, so that the first record that is put aside is a step from zero.
    registry.counter("sequitur.quarantined", "hop", hop);
    Gauge.builder("sequitur.hop.lag", lagMillis, millis -> millis.get() / 1000.0)
        .baseUnit("seconds")
        .description("age of the oldest record of the last batch when it was read; 0 when idle")
        .tag("hop", hop)
        .register(registry);
  }

  void handled(int records, long nanos) {
    sizes.record(records);
    handling.record(nanos, TimeUnit.NANOSECONDS);
  }

  void retried() {
    retries.increment();
  }

  void oldest(long recordTimestamp) {
    lagMillis.set(Math.max(0, clock.millis() - recordTimestamp));
  }

  void idle() {
    lagMillis.set(0);
  }
}
