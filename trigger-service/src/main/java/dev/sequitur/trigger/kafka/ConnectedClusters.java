package dev.sequitur.trigger.kafka;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.egress.EgressGuard;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.egress.Route;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.ClusterAccess;
import dev.sequitur.kit.kafka.ClusterBrokers;
import dev.sequitur.kit.kafka.ClusterSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.kit.secret.SecretUnavailableException;
import dev.sequitur.trigger.kafka.Connections.Connection;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;

/** The platform's own cluster, and those that workspaces have connections to. */
@ApplicationScoped
class ConnectedClusters implements Clusters {

  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(5);
  private static final String GROUPS = "sequitur.trigger.kafka.";

  private final Cluster own;
  private final Connections connections;
  private final EgressGuard guard;
  private volatile @Nullable String installation;

  ConnectedClusters(KafkaConfig config, Connections connections, EgressGuard guard) {
    this.own =
        new Cluster(config.bootstrapServers(), ClientAccess.proof(config), GROUPS, "", List.of());
    this.connections = connections;
    this.guard = guard;
  }

  @Override
  public Found find(String workspace, @Nullable String connection) {
    if (connection == null) {
      return new Found.Reachable(own);
    }
    var inForce = connections.find(workspace, connection);
    return inForce.isEmpty()
        ? new Found.Unreachable(connections.absence(workspace, connection))
        : open(inForce.get());
  }

  @Override
  public boolean isCurrent(String workspace, @Nullable String connection, Cluster cluster) {
    if (connection == null) {
      return true;
    }
    try {
      return connections
          .find(workspace, connection)
          .filter(found -> connections.fingerprint(found).equals(cluster.fingerprint()))
          .isPresent();
    } catch (SecretUnavailableException e) {
      return false;
    }
  }

  private Found open(Connection connection) {
    try {
      return open(connection, connections.password(connection));
    } catch (SecretUnavailableException e) {
      return new Found.Unreachable(String.valueOf(e.getMessage()));
    }
  }

  private Found open(Connection connection, @Nullable String password) {
    var addresses = new LinkedHashMap<HostAndPort, InetAddress>();
    for (var place : connection.places()) {
      switch (guard.route(connection.workspace(), place)) {
        case Route.Checked(var address) -> addresses.put(place, address);
        case Route.Denied(var reason) -> {
          return new Found.Unreachable(place.host() + ": " + reason);
        }
        case Route.Unresolved() -> {
          return new Found.Unreachable("the name " + place.host() + " leads nowhere");
        }
      }
    }
    var access = ClusterAccess.of(connection.settings(), password, addresses);
    return refusal(connection, access)
        .<Found>map(Found.Unreachable::new)
        .orElseGet(() -> new Found.Reachable(cluster(connection, password, access)));
  }

  /** A cluster names its brokers itself, and clients go there. */
  private Optional<String> refusal(Connection connection, ClusterAccess access) {
    var denied =
        brokers(access).stream()
            .anyMatch(
                broker -> guard.route(connection.workspace(), broker) instanceof Route.Denied);
    return denied
        ? Optional.of("the cluster names a broker whose address must not be called")
        : Optional.empty();
  }

  private static List<HostAndPort> brokers(ClusterAccess access) {
    try {
      return ClusterBrokers.of(access, ANSWERS_WITHIN);
    } catch (RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    } catch (Exception e) {
      throw new KafkaException(e.getMessage(), e);
    }
  }

  private Cluster cluster(Connection connection, @Nullable String password, ClusterAccess access) {
    return new Cluster(
        ClusterSettings.bootstrapServers(access),
        ClusterSettings.of(access),
        GROUPS + installation() + "." + connection.workspace() + "/" + connection.name() + ".",
        connections.fingerprint(connection),
        password == null ? List.of() : List.of(password));
  }

  /**
   * Two installations that read one cluster, such as a trial beside the real one, must not share a
   * group: each would be given a part of the records. The UUID of the topic of events tells them
   * apart.
   */
  private String installation() {
    var known = installation;
    if (known == null) {
      try (var marks = new Marks(own)) {
        known = marks.topicId(Topics.EVENTS.name());
      }
      installation = known;
    }
    return known;
  }
}
