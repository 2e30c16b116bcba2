package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topic;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;

/** The one producer of a service. A record counts as said when the broker has acknowledged it. */
@ApplicationScoped
public class Outgoing {

  private final KafkaProducer<String, byte[]> producer;

  Outgoing(KafkaConfig config) {
    this.producer =
        new KafkaProducer<>(
            ClientAccess.with(
                config, ClientSettings.producer(config.bootstrapServers(), config.linger())));
  }

  /**
   * Sends one record.
   *
   * @return completes on the producer's thread when the broker has acknowledged the record, or with
   *     the producer's exception within 11 s; the record may then exist all the same
   */
  public CompletableFuture<RecordMetadata> send(Message message) {
    var acknowledged = new CompletableFuture<RecordMetadata>();
    send(
        message,
        (metadata, failure) -> {
          if (failure == null) {
            acknowledged.complete(metadata);
          } else {
            acknowledged.completeExceptionally(failure);
          }
        });
    return acknowledged;
  }

  /**
   * Sends one of many records.
   *
   * @param told of its acknowledgement or its failure, as {@link #send(Message)} is
   */
  public void send(Message message, Acknowledgements told) {
    told.expectOne();
    send(message, told::told);
  }

  private void send(Message message, Callback told) {
    try {
      producer.send(record(message), told);
    } catch (RuntimeException e) {
      told.onCompletion(null, e);
    }
  }

  /** Has everything sent now, without waiting for more, and waits until it is acknowledged. */
  public void flush() {
    producer.flush();
  }

  /**
   * Sends all and waits for every acknowledgement.
   *
   * @throws RuntimeException the first failure; some of the records may exist, and a repeat is
   *     harmless because ids are derived
   */
  public void sendAll(Collection<Message> messages) {
    var all = new ArrayList<CompletableFuture<?>>(messages.size());
    for (var message : messages) {
      var sent = send(message);
      all.add(sent);
      if (sent.isCompletedExceptionally()) {
        // Each further one might wait max.block.ms in vain.
        break;
      }
    }
    try {
      CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new)).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /**
   * Whether records for a topic can be sent without waiting for its partitions to be known; asks
   * the broker, and waits up to {@code max.block.ms} for its answer.
   */
  public boolean knows(Topic topic) {
    try {
      return !producer.partitionsFor(topic.name()).isEmpty();
    } catch (KafkaException e) {
      return false;
    }
  }

  @PreDestroy
  void close() {
    producer.close(Duration.ofSeconds(10));
  }

  private static ProducerRecord<String, byte[]> record(Message message) {
    var record = new ProducerRecord<>(message.topic(), message.key(), message.value());
    message
        .headers()
        .forEach(
            (name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
    return record;
  }
}
