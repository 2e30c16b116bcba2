package dev.sequitur.kit.test;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topic;
import dev.sequitur.kit.kafka.ClientSettings;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes to and reads from topics with plain clients, as other systems would. */
public final class TopicProbe implements AutoCloseable {

  private final String bootstrapServers;
  private final KafkaProducer<String, byte[]> producer;

  public TopicProbe(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
    var settings = new HashMap<>(ClientSettings.producer(bootstrapServers));
    // A test may speak before the service under test has created its topics.
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 20_000);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 20_000);
    this.producer = new KafkaProducer<>(settings);
  }

  /** A probe on the broker of {@link Infrastructure}. */
  public static TopicProbe ofTests() {
    return new TopicProbe(Infrastructure.bootstrapServers());
  }

  /** Produces a record and waits for the acknowledgement. */
  public RecordMetadata produce(Message message) {
    return raw(message.topic(), message.key(), message.value(), message.headers());
  }

  /** Produces any bytes, with any headers. */
  public RecordMetadata raw(String topic, String key, byte[] value, Map<String, String> headers) {
    var record = new ProducerRecord<>(topic, key, value);
    headers.forEach(
        (name, text) -> record.headers().add(name, text.getBytes(StandardCharsets.UTF_8)));
    try {
      return producer.send(record).get();
    } catch (Exception e) {
      throw new IllegalStateException("not acknowledged", e);
    }
  }

  /** All records that are in a topic now, in order within each partition. */
  public List<ConsumerRecord<byte[], byte[]>> all(Topic topic) {
    return TopicReading.of(bootstrapServers, topic.name()).upToNow();
  }

  /** Records of a topic that satisfy a condition, now. */
  public List<ConsumerRecord<byte[], byte[]>> all(
      Topic topic, Predicate<ConsumerRecord<byte[], byte[]>> condition) {
    return all(topic).stream().filter(condition).toList();
  }

  /** A header's value as text; empty if the record has none of that name. */
  public static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return Arrays.stream(record.headers().toArray())
        .filter(header -> header.key().equals(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .findFirst()
        .orElse("");
  }

  @Override
  public void close() {
    producer.close();
  }
}
