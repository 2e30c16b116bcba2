package dev.sequitur.executor.ledger;

import dev.sequitur.kit.kafka.KafkaConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/**
 * Who this replica is in the ledger. With a stable name a restarted replica finds its own open rows
 * at once; without one they are taken when their leases lapse.
 */
@ApplicationScoped
public class Owner {

  private final String name;

  @Inject
  Owner(KafkaConfig config) {
    this(config.instanceId().orElseGet(() -> UUID.randomUUID().toString()));
  }

  public Owner(String name) {
    this.name = name;
  }

  public String name() {
    return name;
  }
}
