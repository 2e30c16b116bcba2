package dev.sequitur.trigger.kafka;

import dev.sequitur.kit.kafka.TransientFaultException;
import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * What is known at a cluster of a topic and of the triggers' marks on it. A trigger's marks are the
 * committed offsets of a group of its own, which never has members.
 */
final class Marks implements AutoCloseable {

  private static final int ANSWER_WITHIN_MILLIS = 5_000;
  private static final String GROUP = "sequitur.trigger.kafka.mark.";

  private final Cluster cluster;
  private final Admin admin;

  Marks(Cluster cluster) {
    this.cluster = cluster;
    var settings = new HashMap<>(cluster.properties());
    settings.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, cluster.bootstrapServers());
    settings.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    settings.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_WITHIN_MILLIS);
    settings.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 1_000);
    this.admin = Admin.create(settings);
  }

  /** A topic as its cluster describes it. */
  record Described(String id, List<Integer> partitions) {}

  /**
   * The topic's UUID, which a topic that is made anew under the same name does not have.
   *
   * @throws UnknownTopicOrPartitionException if there is no such topic
   */
  String topicId(String topic) {
    return describe(topic).id();
  }

  /**
   * The topic's UUID and partitions.
   *
   * @throws UnknownTopicOrPartitionException if there is no such topic
   */
  Described describe(String topic) {
    var answers = admin.describeTopics(List.of(topic)).topicNameValues();
    var description = answer(Objects.requireNonNull(answers.get(topic)));
    return new Described(
        description.topicId().toString(),
        description.partitions().stream().map(TopicPartitionInfo::partition).toList());
  }

  /** All marks of these triggers on a topic, by trigger and partition. */
  Map<UUID, Map<Integer, Mark>> load(String topic, String topicId, Collection<UUID> triggers) {
    var specs = new HashMap<String, ListConsumerGroupOffsetsSpec>();
    triggers.forEach(uid -> specs.put(GROUP + uid, new ListConsumerGroupOffsetsSpec()));
    if (specs.isEmpty()) {
      return Map.of();
    }
    var answers = admin.listConsumerGroupOffsets(specs);
    var marks = new HashMap<UUID, Map<Integer, Mark>>();
    for (var uid : triggers) {
      var offsets = answer(answers.partitionsToOffsetAndMetadata(GROUP + uid));
      marks.put(uid, marks(topic, topicId, offsets));
    }
    return marks;
  }

  private static Map<Integer, Mark> marks(
      String topic, String topicId, Map<TopicPartition, OffsetAndMetadata> offsets) {
    var marks = new HashMap<Integer, Mark>();
    offsets.forEach(
        (partition, kept) -> {
          if (kept != null && partition.topic().equals(topic)) {
            Mark.of(kept.offset(), kept.metadata(), topicId)
                .ifPresent(mark -> marks.put(partition.partition(), mark));
          }
        });
    return marks;
  }

  /** The common position of a topic on each partition, as its group has committed it last. */
  Map<Integer, Long> common(SourceTopic topic, String topicId) {
    var group = SourceClients.group(cluster, topic);
    var positions = new HashMap<Integer, Long>();
    answer(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata(group))
        .forEach(
            (partition, kept) -> {
              if (kept != null
                  && partition.topic().equals(topic.name())
                  && topicId.equals(kept.metadata())) {
                positions.put(partition.partition(), kept.offset());
              }
            });
    return positions;
  }

  /** Where the log of each partition ends. */
  Map<Integer, Long> ends(String topic, List<Integer> partitions) {
    var asked = new HashMap<TopicPartition, OffsetSpec>();
    partitions.forEach(
        partition -> asked.put(new TopicPartition(topic, partition), OffsetSpec.latest()));
    var ends = new HashMap<Integer, Long>();
    answer(admin.listOffsets(asked).all())
        .forEach((partition, found) -> ends.put(partition.partition(), found.offset()));
    return ends;
  }

  /** Writes marks; returns when the cluster has them. */
  void save(String topic, String topicId, Map<UUID, Map<Integer, Mark>> marks) {
    var answers = new ArrayList<KafkaFuture<Void>>();
    marks.forEach(
        (uid, byPartition) -> {
          var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
          byPartition.forEach(
              (partition, mark) ->
                  offsets.put(
                      new TopicPartition(topic, partition),
                      new OffsetAndMetadata(mark.offset(), mark.metadata(topicId))));
          answers.add(admin.alterConsumerGroupOffsets(GROUP + uid, offsets).all());
        });
    answers.forEach(Marks::answer);
  }

  private static <T> T answer(KafkaFuture<T> future) {
    try {
      return future.get(2L * ANSWER_WITHIN_MILLIS, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
    } catch (TimeoutException e) {
      throw new TransientFaultException("the broker does not answer");
    } catch (InterruptedException e) {
      throw new org.apache.kafka.common.errors.InterruptException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
  }
}
