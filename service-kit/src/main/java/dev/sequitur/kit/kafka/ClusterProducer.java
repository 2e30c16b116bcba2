package dev.sequitur.kit.kafka;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/**
 * A producer for users' own topics, on any cluster, apart from the one that carries this product's
 * records: a topic that is missing or slow there holds nothing back here. {@link ClientSettings}
 * hold for it too, but for what its cluster asks for.
 */
public final class ClusterProducer implements AutoCloseable {

  private static final Duration ENDING = Duration.ofSeconds(2);

  private final KafkaProducer<String, byte[]> producer;

  /**
   * Starts one.
   *
   * @param own settings that its cluster asks for, such as those of TLS and SASL
   */
  public ClusterProducer(String bootstrapServers, Map<String, Object> own) {
    var settings = new HashMap<>(ClientSettings.producer(bootstrapServers));
    settings.putAll(own);
    // It holds few records at a time: the actions that are under way.
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8L * 1024 * 1024);
    settings.put(ProducerConfig.BATCH_SIZE_CONFIG, 16 * 1024);
    this.producer = new KafkaProducer<>(settings);
  }

  /**
   * Sends one record. Blocks for up to a second while the topic is not known.
   *
   * @return completes when it is acknowledged, or fails with the producer's exception; the record
   *     may then exist all the same
   */
  public CompletableFuture<RecordMetadata> send(ProducerRecord<String, byte[]> record) {
    var acknowledged = new CompletableFuture<RecordMetadata>();
    try {
      producer.send(
          record,
          (metadata, failure) -> {
            if (failure == null) {
              acknowledged.complete(metadata);
            } else {
              acknowledged.completeExceptionally(failure);
            }
          });
    } catch (RuntimeException e) {
      acknowledged.completeExceptionally(e);
    }
    return acknowledged;
  }

  @Override
  public void close() {
    producer.close(ENDING);
  }
}
