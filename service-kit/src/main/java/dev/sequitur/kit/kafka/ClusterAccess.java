package dev.sequitur.kit.kafka;

import dev.sequitur.kit.egress.HostAndPort;
import java.net.InetAddress;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to reach a cluster that is not the platform's own, at the moment of use: its credentials
 * opened, its addresses checked. Never logged or stored.
 *
 * @param isPlain without TLS
 * @param login null if nobody signs in
 * @param ca certificates to trust instead of the public ones, PEM; empty = the public ones
 * @param addresses of the places to begin at, as they were checked
 */
public record ClusterAccess(
    boolean isPlain, @Nullable Login login, String ca, Map<HostAndPort, InetAddress> addresses) {

  /**
   * Who signs in.
   *
   * @param mechanism PLAIN, SCRAM-SHA-256 or SCRAM-SHA-512
   */
  public record Login(String mechanism, String username, String password) {

    @Override
    public String toString() {
      return "Login[" + mechanism + "]";
    }
  }

  /**
   * By a connection of type kafka.
   *
   * @param settings its spec, as it was checked when it was saved
   * @param password null if it names none
   */
  public static ClusterAccess of(
      Map<String, ? extends @Nullable Object> settings,
      @Nullable String password,
      Map<HostAndPort, InetAddress> addresses) {
    var login =
        password == null
            ? null
            : new Login(
                text(settings, "mechanism", "SCRAM-SHA-512"),
                text(settings, "username", ""),
                password);
    return new ClusterAccess(
        text(settings, "security", "tls").equals("plaintext"),
        login,
        text(settings, "ca", ""),
        addresses);
  }

  private static String text(
      Map<String, ? extends @Nullable Object> settings, String name, String otherwise) {
    return settings.get(name) instanceof String text ? text : otherwise;
  }

  @Override
  public String toString() {
    return "ClusterAccess" + addresses.keySet();
  }
}
