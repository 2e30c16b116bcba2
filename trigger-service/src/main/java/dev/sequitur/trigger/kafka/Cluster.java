package dev.sequitur.trigger.kafka;

import java.util.Map;

/**
 * How to reach a cluster.
 *
 * @param properties what a client needs beyond its address: security, credentials
 */
public record Cluster(String bootstrapServers, Map<String, Object> properties) {

  @Override
  public String toString() {
    return bootstrapServers;
  }
}
