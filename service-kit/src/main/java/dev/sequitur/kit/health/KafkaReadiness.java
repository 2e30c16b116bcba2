package dev.sequitur.kit.health;

import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.kafka.Hops;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready once every hop has joined its group without a gap and every compacted topic was read. */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

  private final Hops hops;
  private final CompactedLogs logs;

  KafkaReadiness(Hops hops, CompactedLogs logs) {
    this.hops = hops;
    this.logs = logs;
  }

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("kafka").withData("logsRead", logs.areRead());
    var ready = logs.areRead();
    for (var hop : hops.running()) {
      ready &= hop.isReady() && hop.gaps().isEmpty();
      answer.withData(hop.name(), hop.gaps().isEmpty() ? hop.isReady() + "" : hop.gaps() + "");
    }
    return answer.status(ready).build();
  }
}
