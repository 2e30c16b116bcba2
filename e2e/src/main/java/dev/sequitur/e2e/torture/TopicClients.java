package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Sent;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;

/** Another system that publishes orders to its own topic, and again until the broker took them. */
final class TopicClients implements AutoCloseable {

  private final KafkaProducer<String, String> producer;
  private final Random random;
  private final ManyRules many;
  private final Map<String, Kind> kinds = new ConcurrentHashMap<>();
  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
  private volatile boolean giveUp;

  TopicClients(String bootstrapServers, ManyRules many, long seed) {
    this.random = new Random(seed);
    this.many = many;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                30_000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                1_000),
            new StringSerializer(),
            new StringSerializer());
  }

  void run(int perSecond, Duration time) throws InterruptedException {
    var until = System.nanoTime() + time.toNanos();
    for (int number = 0; System.nanoTime() < until; number++) {
      var kind = TortureClients.MIX[random.nextInt(TortureClients.MIX.length)];
      var id = "k-" + number;
      kinds.put(id, kind);
      send(id, Workload.order(id, kind, many, random));
      Thread.sleep(1_000 / perSecond);
    }
  }

  private void send(String id, String order) {
    producer.send(
        new ProducerRecord<>(OtherTargets.ORDERS, id, order),
        (_, failure) -> {
          if (failure == null) {
            acknowledged.add(id);
          } else if (!giveUp) {
            // Not from the producer's own thread, which sending may block.
            Thread.startVirtualThread(() -> send(id, order));
          }
        });
  }

  /** Waits until the broker has everything, and gives the rest up after the time. */
  void finish(Duration patience) throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    while (acknowledged.size() < kinds.size() && System.nanoTime() < until) {
      Thread.sleep(50);
    }
    giveUp = true;
  }

  int published() {
    return kinds.size();
  }

  Map<String, Sent> sent() {
    var sent = new HashMap<String, Sent>();
    kinds.forEach(
        (id, kind) -> sent.put(id, new Sent(id, kind, acknowledged.contains(id), Set.of())));
    return sent;
  }

  @Override
  public void close() {
    giveUp = true;
    producer.close(Duration.ofSeconds(5));
  }
}
