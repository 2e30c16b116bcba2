package dev.sequitur.trigger.kafka;

import org.jspecify.annotations.Nullable;

/** The clusters that triggers may read. */
public interface Clusters {

  /** What became of looking for a cluster. */
  sealed interface Found {

    record Reachable(Cluster cluster) implements Found {}

    /**
     * It cannot be reached for now.
     *
     * @param reason for people
     */
    record Unreachable(String reason) implements Found {}
  }

  /**
   * A cluster by the connection's name; null = the platform's own. Asks a foreign cluster for its
   * brokers and checks each of them; blocks meanwhile.
   *
   * @throws RuntimeException the client's own, where the cluster does not answer or does not let us
   *     in
   */
  Found find(String workspace, @Nullable String connection);

  /** Whether what a cluster was found by is still what is in force; asks nobody. */
  boolean isCurrent(String workspace, @Nullable String connection, Cluster cluster);
}
