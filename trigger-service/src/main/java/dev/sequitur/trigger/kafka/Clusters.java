package dev.sequitur.trigger.kafka;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The clusters that triggers may read. */
public interface Clusters {

  /**
   * A cluster by the connection's name; null = the platform's own, which is always there. Empty if
   * the workspace has no such connection.
   */
  Optional<Cluster> find(String workspace, @Nullable String connection);
}
