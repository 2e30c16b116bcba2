package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.definition.Resumptions;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Keeps one reader for each topic that a published trigger reads or rests on. */
@ApplicationScoped
public class KafkaSources implements Resumptions {

  private static final String LAG = "sequitur.trigger.kafka.lag";

  private final Reading reading;
  private final Clusters clusters;
  private final MeterRegistry meters;
  private final Map<SourceTopic, TopicReader> readers = new HashMap<>();
  private boolean ended;

  KafkaSources(Reading reading, Clusters clusters, MeterRegistry meters) {
    this.reading = reading;
    this.clusters = clusters;
    this.meters = meters;
    Gauge.builder("sequitur.trigger.kafka.failing", this, KafkaSources::failing).register(meters);
  }

  /** Starts and stops readers as the published triggers demand. */
  @Scheduled(every = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  public synchronized void follow() {
    // Triggers that were archived long ago would be begun with while the log is being read.
    if (ended || !reading.definitions.isRead()) {
      return;
    }
    var wanted = reading.triggers.topics(reading.clock.instant());
    readers.values().removeIf(reader -> !wanted.contains(reader.topic()) && stopped(reader));
    wanted.forEach(topic -> readers.computeIfAbsent(topic, this::started));
  }

  private boolean stopped(TopicReader reader) {
    reader.stop();
    meters.find(LAG).tag("topic", reader.topic().label()).meters().forEach(meters::remove);
    return true;
  }

  private TopicReader started(SourceTopic topic) {
    var reader = new TopicReader(topic, reading, clusters);
    Gauge.builder(LAG, reader, TopicReader::lag)
        .description("records that are not handled, on the partitions of this replica")
        .tag("topic", topic.label())
        .register(meters);
    reader.start();
    return reader;
  }

  /** The reader of a topic; empty if it was not started yet. */
  synchronized Optional<TopicReader> reader(SourceTopic topic) {
    return Optional.ofNullable(readers.get(topic));
  }

  /** Whoever resumes a trigger says whether it is to be given what it has missed. */
  @Override
  public Answer resuming(UUID trigger, boolean catchUp) {
    var standing = reading.triggers.find(trigger, reading.clock.instant());
    if (standing.isEmpty()) {
      return catchUp ? Answer.READS_NO_TOPIC : Answer.READY;
    }
    if (standing.get().active()) {
      return catchUp ? Answer.NOT_SUSPENDED_YET : Answer.READY;
    }
    return ask(standing.get(), catchUp) ? Answer.READY : Answer.NOT_SUSPENDED_YET;
  }

  private boolean ask(Standing standing, boolean catchUp) {
    var trigger = standing.trigger();
    var topic = SourceTopic.of(trigger, standing.source());
    return switch (clusters.find(trigger.workspace(), standing.source().connection())) {
      case Clusters.Found.Reachable(Cluster cluster) ->
          new Resumption(topic, cluster).ask(trigger.uid(), standing.stay(), catchUp);
      // Nothing can be asked for there; what begins from now on needs no asking.
      case Clusters.Found.Unreachable _ -> !catchUp;
    };
  }

  private synchronized double failing() {
    return readers.values().stream()
        .filter(reader -> reader.condition().phase() == Condition.Phase.FAILING)
        .count();
  }

  void stop(@Observes @Priority(10) ShutdownEvent ending) {
    List<TopicReader> all;
    synchronized (this) {
      ended = true;
      all = List.copyOf(readers.values());
    }
    all.forEach(TopicReader::stop);
    all.forEach(TopicReader::awaitStop);
  }
}
