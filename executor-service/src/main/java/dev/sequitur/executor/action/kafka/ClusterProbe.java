package dev.sequitur.executor.action.kafka;

import dev.sequitur.executor.connection.ConnectionProbe;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.executor.connection.Opener;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.egress.Route;
import dev.sequitur.kit.kafka.ClusterBrokers;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Tries a cluster out: connects, signs in, and asks for its brokers. A cluster names its brokers
 * itself, so each of those is checked as well before anything is produced.
 */
@ApplicationScoped
class ClusterProbe implements ConnectionProbe {

  private final Opener opener;

  ClusterProbe(Opener opener) {
    this.opener = opener;
  }

  @Override
  public ConnectionType type() {
    return ConnectionType.KAFKA;
  }

  @Override
  public String probe(OpenConnection connection, Duration within) throws Exception {
    var nodes = ClusterBrokers.of(connection.cluster(), within);
    var refusal = refusal(connection, nodes);
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
    return "a cluster of " + nodes.size() + (nodes.size() == 1 ? " broker" : " brokers");
  }

  /** Why one of the brokers may not be called; null if all may. */
  @Nullable String refusal(OpenConnection connection, java.util.List<HostAndPort> brokers) {
    for (var broker : brokers) {
      if (opener.route(connection.connection().workspace(), broker) instanceof Route.Denied) {
        return "the cluster names a broker whose address must not be called";
      }
    }
    return null;
  }
}
