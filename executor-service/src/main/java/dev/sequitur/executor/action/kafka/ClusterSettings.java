package dev.sequitur.executor.action.kafka;

import dev.sequitur.executor.connection.OpenConnection;
import java.net.Inet6Address;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** A connection of type kafka as settings of Kafka's clients. */
final class ClusterSettings {

  private ClusterSettings() {}

  /**
   * Where to begin: the checked addresses. Under TLS the names, for certificates are held against
   * them.
   */
  static String bootstrapServers(OpenConnection open) {
    var named = !isPlain(open);
    return open.addresses().entrySet().stream()
        .map(
            entry -> {
              var host = entry.getKey().host();
              var address = entry.getValue();
              var shown = named ? host : address.getHostAddress();
              var bare = shown.indexOf('%') < 0 ? shown : shown.substring(0, shown.indexOf('%'));
              var six = bare.indexOf(':') >= 0 || (!named && address instanceof Inet6Address);
              return (six ? "[" + bare + "]" : bare) + ":" + entry.getKey().port();
            })
        .collect(Collectors.joining(","));
  }

  static Map<String, Object> of(OpenConnection open) {
    var settings = new HashMap<String, Object>();
    var connection = open.connection();
    settings.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        (open.password() == null ? "" : "SASL_") + (isPlain(open) ? "PLAINTEXT" : "SSL"));
    if (open.password() != null) {
      var mechanism = connection.text("mechanism", "SCRAM-SHA-512");
      settings.put(SaslConfigs.SASL_MECHANISM, mechanism);
      settings.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          login(mechanism)
              + " required username="
              + quoted(connection.text("username", ""))
              + " password="
              + quoted(open.password())
              + ";");
    }
    var ca = connection.text("ca", "");
    if (!isPlain(open) && !ca.isEmpty()) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, ca);
    }
    return settings;
  }

  private static boolean isPlain(OpenConnection open) {
    return open.connection().text("security", "tls").equals("plaintext");
  }

  private static String login(String mechanism) {
    return mechanism.equals("PLAIN")
        ? "org.apache.kafka.common.security.plain.PlainLoginModule"
        : "org.apache.kafka.common.security.scram.ScramLoginModule";
  }

  /** A value may hold quotes: it must not become another option. */
  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
