package dev.sequitur.kit.kafka;

import java.net.Inet6Address;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;

/** The way to a cluster as settings of Kafka's clients. */
public final class ClusterSettings {

  private ClusterSettings() {}

  /**
   * Where to begin: the checked addresses. Under TLS the names, for certificates are held against
   * them.
   */
  public static String bootstrapServers(ClusterAccess access) {
    var named = !access.isPlain();
    return access.addresses().entrySet().stream()
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

  /** Security and sign-in; nothing of it says where to begin. */
  public static Map<String, Object> of(ClusterAccess access) {
    var settings = new HashMap<String, Object>();
    var login = access.login();
    settings.put(
        CommonClientConfigs.SECURITY_PROTOCOL_CONFIG,
        (login == null ? "" : "SASL_") + (access.isPlain() ? "PLAINTEXT" : "SSL"));
    if (login != null) {
      settings.put(SaslConfigs.SASL_MECHANISM, login.mechanism());
      settings.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          module(login.mechanism())
              + " required username="
              + quoted(login.username())
              + " password="
              + quoted(login.password())
              + ";");
    }
    if (!access.isPlain() && !access.ca().isEmpty()) {
      settings.put(SslConfigs.SSL_TRUSTSTORE_TYPE_CONFIG, "PEM");
      settings.put(SslConfigs.SSL_TRUSTSTORE_CERTIFICATES_CONFIG, access.ca());
    }
    return settings;
  }

  private static String module(String mechanism) {
    return mechanism.equals("PLAIN")
        ? "org.apache.kafka.common.security.plain.PlainLoginModule"
        : "org.apache.kafka.common.security.scram.ScramLoginModule";
  }

  /** A value may hold quotes: it must not become another option. */
  private static String quoted(String value) {
    return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
