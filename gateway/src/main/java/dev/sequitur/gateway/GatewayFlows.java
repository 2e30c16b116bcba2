package dev.sequitur.gateway;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.gateway.apikey.ApiKeys;
import dev.sequitur.kit.kafka.CompactedLogs;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the gateway hears from Kafka: the hashes of API keys. */
@ApplicationScoped
class GatewayFlows {

  private static final Duration FRESHNESS = Duration.ofSeconds(1);

  private final CompactedLogs logs;
  private final ApiKeys keys;

  GatewayFlows(CompactedLogs logs, ApiKeys keys) {
    this.logs = logs;
    this.keys = keys;
  }

  void start(@Observes StartupEvent starting) {
    logs.follow(Topics.API_KEYS, GatewayFlows::read, FRESHNESS, (key, _) -> keys.heard(key));
  }

  private static @Nullable ApiKeyStored read(Map<String, String> headers, byte @Nullable [] value) {
    return value == null ? null : Wire.read(value, ApiKeyStored.class);
  }
}
