package dev.sequitur.kit.kafka;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Starts the hops of a service and ends them before anything they use is closed. */
@ApplicationScoped
public class Hops {

  private final KafkaConfig config;
  private final TopicSetup topics;
  private final Quarantine quarantine;
  private final MeterRegistry metrics;
  private final InstantSource clock;
  private final List<Hop<?>> running = new CopyOnWriteArrayList<>();

  Hops(
      KafkaConfig config,
      TopicSetup topics,
      Quarantine quarantine,
      MeterRegistry metrics,
      InstantSource clock) {
    this.clock = clock;
    this.config = config;
    this.topics = topics;
    this.quarantine = quarantine;
    this.metrics = metrics;
  }

  /** Starts a hop on a thread of its own; it waits for the broker by itself. */
  public <T> Hop<T> start(HopSpec<T> spec) {
    var hop =
        new Hop<>(spec, config, topics, quarantine, new HopMetrics(spec.name(), metrics, clock));
    running.add(hop);
    hop.start();
    return hop;
  }

  /** The hops of this service, for health. */
  public List<Hop<?>> running() {
    return List.copyOf(running);
  }

  void stop(@Observes @Priority(10) ShutdownEvent ending) {
    running.forEach(Hop::stop);
    running.forEach(Hop::awaitStop);
  }
}
