package dev.sequitur.kit.kafka;

import dev.sequitur.kit.egress.HostAndPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;

/**
 * The brokers that a cluster names. Clients go wherever these are, so each is to be checked before
 * one is made.
 */
public final class ClusterBrokers {

  private ClusterBrokers() {}

  /**
   * Connects, signs in and asks.
   *
   * @param within from half a second to ten seconds
   * @throws Exception the client's own: no connection, no sign-in
   */
  public static List<HostAndPort> of(ClusterAccess access, Duration within) throws Exception {
    var millis = Math.toIntExact(Math.clamp(within.toMillis(), 500, 10_000));
    var settings = new HashMap<>(ClusterSettings.of(access));
    settings.put(
        CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, ClusterSettings.bootstrapServers(access));
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
}
