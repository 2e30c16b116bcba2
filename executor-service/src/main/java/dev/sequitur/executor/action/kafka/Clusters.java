package dev.sequitur.executor.action.kafka;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.connection.Kept;
import dev.sequitur.executor.connection.OpenConnection;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.ClusterProducer;
import dev.sequitur.kit.kafka.ClusterSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import io.quarkus.scheduler.Scheduled;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Producers towards the clusters that are in use. */
@ApplicationScoped
class Clusters {

  private static final String OWN = "own";

  private final Kept<ClusterProducer> producers;
  private final String ownServers;
  private final Map<String, Object> ownProof;

  Clusters(ExecutorConfig config, KafkaConfig kafka) {
    this.producers = new Kept<>(config.connectionsKept(), System::nanoTime);
    this.ownServers = kafka.bootstrapServers();
    this.ownProof = ClientAccess.proof(kafka);
  }

  /** True if there is a producer with these very settings: its cluster has been checked. */
  boolean isKnown(OpenConnection open) {
    return producers.has(open.fingerprint());
  }

  /**
   * A producer; to be given back.
   *
   * @param open null = the cluster that this product runs on
   */
  ClusterProducer take(@Nullable OpenConnection open) {
    return open == null
        ? producers.take(OWN, () -> new ClusterProducer(ownServers, ownProof))
        : producers.take(
            open.fingerprint(),
            () ->
                new ClusterProducer(
                    ClusterSettings.bootstrapServers(open.cluster()),
                    ClusterSettings.of(open.cluster())));
  }

  void giveBack(@Nullable OpenConnection open) {
    producers.giveBack(open == null ? OWN : open.fingerprint());
  }

  int size() {
    return producers.size();
  }

  @Scheduled(every = "30s", delayed = "30s")
  void closeUnused() {
    producers.closeUnused();
  }

  @PreDestroy
  void close() {
    producers.closeAll();
  }
}
