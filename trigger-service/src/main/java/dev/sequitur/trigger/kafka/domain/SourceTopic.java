package dev.sequitur.trigger.kafka.domain;

import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import org.jspecify.annotations.Nullable;

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

  /** The workspace whose connection leads to the cluster; empty = the platform's own. */
  public String workspace() {
    var slash = cluster.indexOf('/');
    return slash < 0 ? "" : cluster.substring(0, slash);
  }

  /** The name of the connection; null = the platform's own cluster. */
  public @Nullable String connection() {
    return cluster.isEmpty() ? null : cluster.substring(cluster.indexOf('/') + 1);
  }

  /** For people and metrics. */
  public String label() {
    return cluster.isEmpty() ? name : cluster + "/" + name;
  }
}
