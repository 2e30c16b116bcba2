package dev.sequitur.e2e.torture;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads and writes the internal topics with plain clients. */
final class LogAccess implements AutoCloseable {

  private final Map<String, Object> reading;
  private final KafkaProducer<byte[], byte[]> producer;

  LogAccess(String bootstrapServers) {
    this.reading =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "max.poll.records",
            5_000,
            "key.deserializer",
            ByteArrayDeserializer.class,
            "value.deserializer",
            ByteArrayDeserializer.class);
    this.producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "acks",
                "all",
                "key.serializer",
                ByteArraySerializer.class,
                "value.serializer",
                ByteArraySerializer.class));
  }

  /** Failures are of no interest: the broker may be down at this very moment. */
  void produce(String topic, String key, byte[] value, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    producer.send(record);
  }

  /** Reads a topic from its beginning to the end it has now. */
  void readAll(String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(reading)) {
      var partitions = assign(consumer, topic);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(partition -> consumer.position(partition) < ends.getOrDefault(partition, 0L))) {
        consumer.poll(Duration.ofMillis(200)).forEach(reader);
      }
    }
  }

  /** Produces copies of the newest records, as a producer that has lost its memory would. */
  void copyTail(String topic, int records, Duration patience) {
    try (var consumer = new KafkaConsumer<byte[], byte[]>(reading)) {
      var partitions = assign(consumer, topic);
      var ends = consumer.endOffsets(partitions);
      var each = Math.max(1, records / partitions.size());
      partitions.forEach(
          partition ->
              consumer.seek(partition, Math.max(0, ends.getOrDefault(partition, 0L) - each)));
      var tail = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      var until = System.nanoTime() + patience.toNanos();
      while (tail.size() < records && System.nanoTime() < until) {
        consumer.poll(Duration.ofMillis(200)).forEach(tail::add);
      }
      for (var record : tail) {
        // The same partition, key and headers; the broker stamps it anew.
        producer.send(
            new ProducerRecord<>(
                topic, record.partition(), null, record.key(), record.value(), record.headers()));
      }
      producer.flush();
    }
  }

  private static List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> consumer, String topic) {
    var partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(topic, info.partition()))
            .toList();
    consumer.assign(partitions);
    return partitions;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(10));
  }
}
