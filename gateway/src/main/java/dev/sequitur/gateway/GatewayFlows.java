package dev.sequitur.gateway;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.gateway.apikey.ApiKeys;
import dev.sequitur.gateway.audit.AuditLog;
import dev.sequitur.gateway.audit.domain.Said;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.kafka.Received;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that the gateway hears from Kafka: the hashes of API keys, and who did what. */
@ApplicationScoped
class GatewayFlows {

  private static final String GROUP = "gateway";
  private static final Duration FRESHNESS = Duration.ofSeconds(1);

  /** An entry may hold a definition twice: a batch stays within memory. */
  private static final int AUDITED_AT_ONCE = 200;

  private final CompactedLogs logs;
  private final Hops hops;
  private final ApiKeys keys;
  private final AuditLog audit;

  GatewayFlows(CompactedLogs logs, Hops hops, ApiKeys keys, AuditLog audit) {
    this.logs = logs;
    this.hops = hops;
    this.keys = keys;
    this.audit = audit;
  }

  void start(@Observes StartupEvent starting) {
    logs.follow(Topics.API_KEYS, GatewayFlows::read, FRESHNESS, (key, _) -> keys.heard(key));
    hops.start(
        HopSpec.of("audit", GROUP, Topics.AUDIT, Said::read, this::onAudit)
            .inBatchesOf(AUDITED_AT_ONCE));
  }

  /** The chains grow by what was done; one transaction a batch. */
  void onAudit(Batch<Said> batch) {
    audit.append(batch.stream().map(Received::value).toList());
  }

  private static @Nullable ApiKeyStored read(Map<String, String> headers, byte @Nullable [] value) {
    return value == null ? null : Wire.read(value, ApiKeyStored.class);
  }
}
