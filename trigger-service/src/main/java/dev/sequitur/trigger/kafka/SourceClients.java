package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Makes the consumers of one topic. */
final class SourceClients {

  private static final int MOST_RECORDS = 500;
  private static final int MOST_BYTES = 8 * 1024 * 1024;

  /** How soon a partition that was added is noticed; its records wait in the meantime. */
  private static final int METADATA_AGE_MILLIS = 10_000;

  private final SourceTopic topic;
  private final Cluster cluster;
  private final KafkaConfig config;

  SourceClients(SourceTopic topic, Cluster cluster, KafkaConfig config) {
    this.topic = topic;
    this.cluster = cluster;
    this.config = config;
  }

  /** The consumer group of a topic, over all replicas. */
  static String group(Cluster cluster, SourceTopic topic) {
    return cluster.groups() + topic.name();
  }

  /** The common reader's: a member of the topic's group over all replicas. */
  KafkaConsumer<byte[], byte[]> common() {
    var group = group(cluster, topic);
    var clientId = config.instanceId().orElse("replica") + "-kafka-" + topic.name();
    var settings =
        new HashMap<>(ClientSettings.groupMember(cluster.bootstrapServers(), group, clientId));
    config.instanceId().ifPresent(_ -> settings.put("group.instance.id", clientId));
    return consumer(settings);
  }

  /** A catch-up's: without a group, on partitions and positions that it is told. */
  KafkaConsumer<byte[], byte[]> alone() {
    return consumer(
        new HashMap<>(
            ClientSettings.reader(
                cluster.bootstrapServers(), "catch-up-" + topic.name() + "-" + System.nanoTime())));
  }

  private KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MOST_RECORDS);
    settings.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, MOST_BYTES);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.METADATA_MAX_AGE_CONFIG, METADATA_AGE_MILLIS);
    settings.putAll(cluster.properties());
    return new KafkaConsumer<>(settings);
  }
}
