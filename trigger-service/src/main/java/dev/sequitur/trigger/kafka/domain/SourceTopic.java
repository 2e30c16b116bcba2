package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;

/**
 * A topic of a cluster.
 *
 * @param cluster {@code workspace/connection}; empty = the platform's own
 */
public record SourceTopic(String cluster, String name) {

  /** The topic that a trigger reads. */
  public static SourceTopic of(PublishedTrigger trigger, Source.Kafka source) {
    return new SourceTopic(
        source.connection() == null ? "" : trigger.workspace() + "/" + source.connection(),
        source.topic());
  }

  /** For people and metrics. */
  public String label() {
    return cluster.isEmpty() ? name : cluster + "/" + name;
  }
}
