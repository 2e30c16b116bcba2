package dev.sequitur.kit.health;

import dev.sequitur.kit.kafka.BrokerWatch;
import dev.sequitur.kit.kafka.CompactedLogs;
import dev.sequitur.kit.kafka.Hops;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready while the broker answers, every hop has joined its group without a gap, and every compacted
 * topic was read.
 */
@Readiness
@ApplicationScoped
class KafkaReadiness implements HealthCheck {

  private final Hops hops;
  private final CompactedLogs logs;
  private final BrokerWatch broker;

  KafkaReadiness(Hops hops, CompactedLogs logs, BrokerWatch broker) {
    this.hops = hops;
    this.logs = logs;
    this.broker = broker;
  }

  @Override
  public HealthCheckResponse call() {
    var answers = broker.answers();
    var answer =
        HealthCheckResponse.named("kafka")
            .withData("broker", answers ? "answers" : "silent")
            .withData("logsRead", logs.areRead());
    var ready = answers && logs.areRead();
    for (var hop : hops.running()) {
      ready &= hop.isReady() && hop.gaps().isEmpty();
      answer.withData(hop.name(), hop.gaps().isEmpty() ? hop.isReady() + "" : hop.gaps() + "");
    }
    return answer.status(ready).build();
  }
}
