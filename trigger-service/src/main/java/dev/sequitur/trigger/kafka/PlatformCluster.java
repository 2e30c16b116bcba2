package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.trigger.definition.KafkaConnections;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The platform's own cluster, and no other: no connection is known here. */
@ApplicationScoped
class PlatformCluster implements Clusters, KafkaConnections {

  private final Cluster own;

  PlatformCluster(KafkaConfig config) {
    this.own = new Cluster(config.bootstrapServers(), Map.of());
  }

  @Override
  public Optional<Cluster> find(String workspace, @Nullable String connection) {
    return connection == null ? Optional.of(own) : Optional.empty();
  }

  @Override
  public boolean isKnown(String workspace, String name) {
    return find(workspace, name).isPresent();
  }
}
