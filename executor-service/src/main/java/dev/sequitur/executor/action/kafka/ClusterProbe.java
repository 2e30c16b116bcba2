package dev.sequitur.executor.action.kafka;

import dev.sequitur.executor.connection.ConnectionProbe;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.executor.connection.Opener;
import dev.sequitur.executor.egress.HostAndPort;
import dev.sequitur.executor.egress.Route;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
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
    var nodes = brokers(connection, within);
    var refusal = refusal(connection, nodes);
    if (refusal != null) {
      throw new IllegalStateException(refusal);
    }
    return "a cluster of " + nodes.size() + (nodes.size() == 1 ? " broker" : " brokers");
  }

  /**
   * The brokers as the cluster names them.
   *
   * @throws Exception the client's own: no connection, no sign-in
   */
  java.util.List<HostAndPort> brokers(OpenConnection connection, Duration within) throws Exception {
    var millis = Math.toIntExact(Math.clamp(within.toMillis(), 500, 10_000));
    var settings = new HashMap<>(ClusterSettings.of(connection));
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, ClusterSettings.bootstrapServers(connection));
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, millis - 200);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, millis - 200);
    settings.put(AdminClientConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
    try (var admin = Admin.create(settings)) {
      return admin.describeCluster().nodes().get(millis, TimeUnit.MILLISECONDS).stream()
          .map(node -> new HostAndPort(node.host(), node.port()))
          .toList();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException("no broker answered within " + millis + " ms");
    }
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
