package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.TopicProbe;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;

/** A topic and a group that no other test uses. */
final class OwnTopic implements AutoCloseable {

  private final Topic topic;
  private final Admin admin;
  private final TopicProbe probe;

  private OwnTopic(Topic topic, Admin admin, TopicProbe probe) {
    this.topic = topic;
    this.admin = admin;
    this.probe = probe;
  }

  static OwnTopic of(String bootstrapServers, int partitions, boolean compacted) {
    var retention = compacted ? null : Duration.ofDays(1);
    var topic =
        new Topic(
            "test." + UUID.randomUUID(), partitions, partitions, retention, true, 2 * 1024 * 1024);
    var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    await(
        () ->
            admin
                .createTopics(
                    List.of(
                        new NewTopic(topic.name(), partitions, (short) 1)
                            .configs(topic.configuration())))
                .all()
                .get());
    // Made is not yet led: a record sent before that waits for the producer's next try.
    awaitLeaders(admin, topic.name());
    return new OwnTopic(topic, admin, new TopicProbe(bootstrapServers));
  }

  private static void awaitLeaders(Admin admin, String name) {
    var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!isLed(admin, name)) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException(name + " has partitions without a leader");
      }
    }
  }

  private static boolean isLed(Admin admin, String name) {
    try {
      return admin.describeTopics(List.of(name)).allTopicNames().get().values().stream()
          .flatMap(topic -> topic.partitions().stream())
          .allMatch(partition -> partition.leader() != null);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return false;
      }
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  Topic topic() {
    return topic;
  }

  String group() {
    return "group-" + topic.name();
  }

  TopicPartition partition(int number) {
    return new TopicPartition(topic.name(), number);
  }

  /** Says texts to one partition, each acknowledged before the next. */
  void say(int partition, String... texts) {
    for (var text : texts) {
      probe.raw(
          topic.name(), keyOf(partition), text.getBytes(StandardCharsets.UTF_8), Map.of("h", text));
    }
  }

  /** Says many texts to partition 0 as fast as the producer goes. */
  void sayMany(Outgoing outgoing, List<String> texts) {
    outgoing.sendAll(
        texts.stream()
            .map(
                text ->
                    new Message(
                        topic.name(), keyOf(0), text.getBytes(StandardCharsets.UTF_8), Map.of()))
            .toList());
  }

  /** A key that the default partitioner sends to a partition. */
  private String keyOf(int partition) {
    for (int i = 0; ; i++) {
      var key = "k" + i;
      var hash =
          org.apache.kafka.common.utils.Utils.toPositive(
              org.apache.kafka.common.utils.Utils.murmur2(key.getBytes(StandardCharsets.UTF_8)));
      if (hash % topic.partitionsLocal() == partition) {
        return key;
      }
    }
  }

  void deleteBefore(int partition, long offset) {
    await(
        () ->
            admin
                .deleteRecords(Map.of(partition(partition), RecordsToDelete.beforeOffset(offset)))
                .all()
                .get());
  }

  /** The position after a partition's last record. */
  long endOf(int partition) {
    var request = Map.of(partition(partition), OffsetSpec.latest());
    return await(() -> admin.listOffsets(request).partitionResult(partition(partition)).get())
        .offset();
  }

  /** The group's committed position; null if it has none. */
  @Nullable Long committed(int partition) {
    var offsets =
        await(() -> admin.listConsumerGroupOffsets(group()).partitionsToOffsetAndMetadata().get());
    var offset = offsets.get(partition(partition));
    return offset == null ? null : offset.offset();
  }

  void commit(int partition, long offset) {
    await(
        () ->
            admin
                .alterConsumerGroupOffsets(
                    group(),
                    Map.of(
                        partition(partition),
                        new org.apache.kafka.clients.consumer.OffsetAndMetadata(offset)))
                .all()
                .get());
  }

  /** The group's members now; a rebalance gives new ids or another generation. */
  List<String> members() {
    var groups = await(() -> admin.describeConsumerGroups(List.of(group())).all().get());
    return groups.values().stream()
        .flatMap(description -> description.members().stream())
        .map(MemberDescription::consumerId)
        .toList();
  }

  /** What went to quarantine from this topic: text to headers. */
  List<ConsumerRecord<byte[], byte[]>> quarantined() {
    return probe.all(
        Topics.QUARANTINE,
        record ->
            TopicProbe.header(record, dev.sequitur.contracts.Headers.QUARANTINE_TOPIC)
                .equals(topic.name()));
  }

  static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new HashMap<String, String>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private interface Asked<R> {
    R get() throws ExecutionException, InterruptedException;
  }

  private static <R> R await(Asked<R> asked) {
    try {
      return asked.get();
    } catch (ExecutionException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    admin.close(Duration.ofSeconds(1));
    probe.close();
  }
}
