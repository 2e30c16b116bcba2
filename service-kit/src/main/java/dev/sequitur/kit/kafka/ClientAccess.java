package dev.sequitur.kit.kafka;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.jspecify.annotations.Nullable;

/**
 * How clients come to the platform's own brokers: their address, and by an operator's file how to
 * prove who they are. All other settings are the {@link ClientSettings table's}: what {@code
 * docs/guarantees.md} promises rests on them.
 */
public final class ClientAccess {

  private static final List<String> TAKEN =
      List.of("security.", "sasl.", "ssl.", "config.providers");

  private ClientAccess() {}

  /**
   * Address and proof.
   *
   * @throws IllegalStateException if the file cannot be read, or holds other settings
   */
  public static Map<String, Object> of(KafkaConfig config) {
    var settings = new HashMap<>(proof(config));
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, config.bootstrapServers());
    return settings;
  }

  /** A client's settings, with address and proof. */
  public static Map<String, Object> with(KafkaConfig config, Map<String, Object> settings) {
    var all = new HashMap<>(settings);
    all.putAll(of(config));
    return all;
  }

  /** What the file says alone; empty without one: then the connection is plain. */
  public static Map<String, Object> proof(KafkaConfig config) {
    return config.clientFile().map(file -> read(Path.of(file))).orElse(Map.of());
  }

  private static Map<String, Object> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) {
      throw mistake("cannot be read: " + file, e);
    }
    var settings = new HashMap<String, Object>();
    for (var key : properties.stringPropertyNames()) {
      if (TAKEN.stream().noneMatch(key::startsWith)) {
        throw mistake(
            "holds " + key + "; only security, sasl, ssl and config.providers can be set there",
            null);
      }
      settings.put(key, properties.getProperty(key));
    }
    return settings;
  }

  private static IllegalStateException mistake(String what, @Nullable Exception cause) {
    return new IllegalStateException("sequitur.kafka.client-file " + what, cause);
  }
}
