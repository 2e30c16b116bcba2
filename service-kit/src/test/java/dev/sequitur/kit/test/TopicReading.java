package dev.sequitur.kit.test;

import dev.sequitur.kit.kafka.ClientSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * One topic from its beginning on, each record read once for all tests of a module: they ask for it
 * many times a second, and it grows with each of them. Records that the broker deletes stay here.
 */
final class TopicReading {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Map<String, TopicReading> ALL = new ConcurrentHashMap<>();

  private final String topic;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
  private List<TopicPartition> partitions = List.of();

  private TopicReading(String bootstrapServers, String topic) {
    this.topic = topic;
    this.consumer = new KafkaConsumer<>(ClientSettings.reader(bootstrapServers, "probe"));
  }

  /** The same for all who ask; it stays open as long as the tests' process. */
  static TopicReading of(String bootstrapServers, String topic) {
    return ALL.computeIfAbsent(
        bootstrapServers + "/" + topic, _ -> new TopicReading(bootstrapServers, topic));
  }

  /** All until where the topic ends when this is called; none while there is no such topic. */
  synchronized List<ConsumerRecord<byte[], byte[]>> upToNow() {
    if (partitions.isEmpty()) {
      begin();
    }
    var ends = consumer.endOffsets(partitions);
    while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
      consumer.poll(POLL).forEach(found::add);
    }
    return new ArrayList<>(found);
  }

  private void begin() {
    partitions =
        consumer.partitionsFor(topic).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
  }
}
