package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.Faults;
import dev.sequitur.trigger.kafka.KafkaTriggerState.Phase;
import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Tells how a Kafka trigger is. */
@ApplicationScoped
public class KafkaStates {

  private final KafkaSources sources;
  private final Clusters clusters;
  private final Reading reading;

  KafkaStates(KafkaSources sources, Clusters clusters, Reading reading) {
    this.sources = sources;
    this.clusters = clusters;
    this.reading = reading;
  }

  /** The state of a trigger on this replica; empty if it is none that reads a topic. */
  public Optional<KafkaTriggerState> of(UUID trigger) {
    return reading
        .triggers
        .find(trigger, reading.clock.instant())
        .map(standing -> state(standing, reader(standing)));
  }

  /** The same with the partitions of all replicas, as the cluster knows them; asks the broker. */
  public Optional<KafkaTriggerState> ofAllReplicas(UUID trigger) {
    return reading
        .triggers
        .find(trigger, reading.clock.instant())
        .map(standing -> surveyed(standing, state(standing, reader(standing))));
  }

  private KafkaTriggerState surveyed(Standing standing, KafkaTriggerState own) {
    try {
      return survey(standing)
          .map(survey -> own.on(partitions(survey.partitions(standing.trigger().uid()))))
          .orElse(own);
    } catch (RuntimeException e) {
      if (!Faults.isTransient(e)) {
        throw e;
      }
      // The cluster does not answer: that is what the state says, and what is known here is shown.
      return own;
    }
  }

  private Optional<Survey> survey(Standing standing) {
    var topic = SourceTopic.of(standing.trigger(), standing.source());
    var found = clusters.find(standing.trigger().workspace(), standing.source().connection());
    return found instanceof Clusters.Found.Reachable(Cluster cluster)
        ? Optional.of(new Survey(topic, cluster))
        : Optional.empty();
  }

  private static List<KafkaTriggerState.Partition> partitions(List<PartitionView> views) {
    return views.stream().map(KafkaStates::partition).toList();
  }

  private @Nullable TopicReader reader(Standing standing) {
    var topic = SourceTopic.of(standing.trigger(), standing.source());
    return sources.reader(topic).orElse(null);
  }

  private KafkaTriggerState state(Standing standing, @Nullable TopicReader reader) {
    var uid = standing.trigger().uid();
    var partitions =
        reader == null
            ? List.<PartitionView>of()
            : reader.partitions().stream().filter(view -> view.trigger().equals(uid)).toList();
    var phase = phase(standing, reader, partitions);
    var counts = reading.tallies.of(uid).counts(reading.clock.instant());
    return new KafkaTriggerState(
        phase,
        reason(phase, reader),
        since(standing, phase, reader),
        standing.source().topic(),
        partitions.stream().mapToLong(PartitionView::lag).sum(),
        new KafkaTriggerState.Counts(
            counts.accepted(),
            counts.filtered(),
            counts.refused(),
            counts.unreadable(),
            counts.lastRecordAt(),
            counts.lastEventAt(),
            counts.eventsPerSecond()),
        counts.lastRefusal(),
        partitions(partitions),
        reader == null ? Map.of() : reader.gaps());
  }

  private static KafkaTriggerState.Partition partition(PartitionView view) {
    return new KafkaTriggerState.Partition(
        view.partition(), view.phase().name(), view.position(), view.end());
  }

  private static Phase phase(
      Standing standing, @Nullable TopicReader reader, List<PartitionView> partitions) {
    if (!standing.active()) {
      return Phase.PAUSED;
    }
    if (reader == null) {
      return Phase.STARTING;
    }
    return switch (reader.condition().phase()) {
      case STARTING -> Phase.STARTING;
      case FAILING -> Phase.FAILING;
      case BACKING_OFF -> Phase.BACKING_OFF;
      case RUNNING ->
          partitions.stream().anyMatch(view -> view.phase() == Mark.Phase.CATCHING_UP)
              ? Phase.CATCHING_UP
              : Phase.RUNNING;
    };
  }

  private static @Nullable String reason(Phase phase, @Nullable TopicReader reader) {
    return switch (phase) {
      case PAUSED -> "suspended";
      case FAILING, BACKING_OFF -> reader == null ? null : reader.condition().reason();
      case STARTING, RUNNING, CATCHING_UP -> null;
    };
  }

  private static Instant since(Standing standing, Phase phase, @Nullable TopicReader reader) {
    var readerSince = reader == null ? standing.since() : reader.condition().since();
    return phase == Phase.PAUSED || standing.since().isAfter(readerSince)
        ? standing.since()
        : readerSince;
  }
}
