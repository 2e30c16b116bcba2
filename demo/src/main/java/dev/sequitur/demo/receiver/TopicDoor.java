package dev.sequitur.demo.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.demo.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads the carrier's topic from its beginning, without a group: nothing is left of it. */
final class TopicDoor {

  private final Received received;

  TopicDoor(Received received) {
    this.received = received;
  }

  /** Reads until this process ends. */
  void listen(String kafka) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers", kafka,
            "key.deserializer", StringDeserializer.class,
            "value.deserializer", StringDeserializer.class);
    try (var consumer = new KafkaConsumer<String, String>(settings)) {
      var partitions =
          consumer.partitionsFor(Topics.CARRIER).stream()
              .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!Thread.currentThread().isInterrupted()) {
        consumer.poll(Duration.ofSeconds(1)).forEach(this::show);
      }
    }
  }

  private void show(ConsumerRecord<String, String> message) {
    received.add(Received.Way.MESSAGES, entry(message));
  }

  private static ObjectNode entry(ConsumerRecord<String, String> message) {
    var id = message.headers().lastHeader("ce_id");
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", Instant.ofEpochMilli(message.timestamp()).toString())
        .put("topic", message.topic())
        .put("place", message.partition() + "/" + message.offset())
        .put("key", message.key())
        .put("id", id == null ? "" : new String(id.value(), StandardCharsets.UTF_8))
        .put("value", Received.cut(String.valueOf(message.value())));
  }
}
