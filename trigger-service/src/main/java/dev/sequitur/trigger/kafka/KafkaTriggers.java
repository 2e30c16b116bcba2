package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import dev.sequitur.trigger.kafka.domain.Timeline;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;

/** The published triggers that read topics: who stands where, at which instant. Thread-safe. */
@ApplicationScoped
public class KafkaTriggers {

  private final Map<UUID, Timeline> timelines = new HashMap<>();

  /** Those that were, are or will be on a topic. A reader asks with each batch. */
  private final Map<SourceTopic, SortedMap<UUID, Timeline>> byTopic = new HashMap<>();

  /** Hears of a change; {@code trigger} is what it was compiled to, if it can be used. */
  public synchronized void heard(DefinitionPublished change, Optional<PublishedTrigger> trigger) {
    var timeline = timelines.computeIfAbsent(change.uid(), _ -> new Timeline());
    timeline.heard(change, trigger);
    timeline
        .topicsFrom(Instant.MIN)
        .forEach(
            topic ->
                byTopic.computeIfAbsent(topic, _ -> new TreeMap<>()).put(change.uid(), timeline));
  }

  /** Those that read a topic at an instant or rest on it, in a fixed order. */
  synchronized List<Standing> on(SourceTopic topic, Instant instant) {
    return byTopic.getOrDefault(topic, Collections.emptySortedMap()).values().stream()
        .flatMap(timeline -> timeline.at(instant).stream())
        .filter(standing -> SourceTopic.of(standing.trigger(), standing.source()).equals(topic))
        .toList();
  }

  /** How a trigger stands; empty if it has no topic. */
  synchronized Optional<Standing> find(UUID uid, Instant instant) {
    var timeline = timelines.get(uid);
    return timeline == null ? Optional.empty() : timeline.at(instant);
  }

  /** The topics that are read, rested on, or soon will be. */
  synchronized Set<SourceTopic> topics(Instant instant) {
    return timelines.values().stream()
        .flatMap(timeline -> timeline.topicsFrom(instant).stream())
        .collect(Collectors.toSet());
  }
}
