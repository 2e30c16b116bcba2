package dev.sequitur.executor.connection;

import dev.sequitur.executor.action.Redaction;
import dev.sequitur.kit.egress.HostAndPort;
import dev.sequitur.kit.kafka.ClusterAccess;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection at the moment of use: its password opened, its addresses checked. Never logged or
 * stored; kept no longer than what was connected with it.
 *
 * @param addresses of each place, as it was checked
 */
public record OpenConnection(
    Connection connection, @Nullable String password, Map<HostAndPort, InetAddress> addresses) {

  private static final int LONGEST_TEXT = 1_000;

  /** The one place of a connection that has one. */
  public HostAndPort place() {
    return addresses.keySet().iterator().next();
  }

  /** Its checked address. */
  public InetAddress address() {
    return addresses.values().iterator().next();
  }

  /** The way to a cluster, of a connection of type kafka. */
  public ClusterAccess cluster() {
    return ClusterAccess.of(connection.settings(), password, addresses);
  }

  /**
   * Names these very settings, credentials and addresses: what was connected with others must not
   * be used any longer.
   */
  public String fingerprint() {
    var whole =
        connection.workspace()
            + "\0"
            + connection.name()
            + "\0"
            + new java.util.TreeMap<>(connection.settings())
            + "\0"
            + password
            + "\0"
            + addresses.values();
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(whole.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every Java platform has SHA-256", e);
    }
  }

  /** A provider's own words: without our credentials, on one line, and not too long. */
  public String shown(@Nullable String words) {
    var given = words == null ? "" : words;
    var struck = Redaction.strike(given, credentials());
    var line = struck.replaceAll("\\p{Cntrl}+", " ").strip();
    return line.length() > LONGEST_TEXT ? line.substring(0, LONGEST_TEXT) + "…" : line;
  }

  /** The password alone, and as SASL PLAIN (RFC 4616) sends it. */
  private List<String> credentials() {
    return password == null
        ? List.of()
        : List.of("\0" + connection.text("username", "") + "\0" + password, password);
  }

  @Override
  public String toString() {
    return "OpenConnection[" + connection.workspace() + "/" + connection.name() + "]";
  }
}
