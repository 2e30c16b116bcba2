package dev.sequitur.e2e.torture;

import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.local.platform.LocalPlatform;
import dev.sequitur.local.platform.Service;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.CooperativeStickyAssignor;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What can happen to a consumer group: it begins anew, or somebody joins who does no work. */
final class Groups {

  /** A hop of a service whose position is its group's. */
  record Reader(Service service, String group, List<Topic> topics) {}

  static final List<Reader> READERS =
      List.of(
          new Reader(Service.RULE, "sequitur.rule.match", List.of(Topics.EVENTS)),
          new Reader(Service.RULE, "sequitur.rule.brake", List.of(Topics.CORRELATIONS)),
          new Reader(Service.EXECUTOR, "executor", List.of(Topics.COMMANDS)),
          new Reader(Service.NOTIFICATION, "notification", List.of(Topics.OUTCOMES, Topics.RUNS)));

  private static final int ROUNDS = 3;

  private final LocalPlatform platform;

  Groups(LocalPlatform platform) {
    this.platform = platform;
  }

  /** Stops a service, sets its offsets back to the beginning, and starts it again. */
  void beginAnew(Reader reader) throws ExecutionException, InterruptedException {
    var part = reader.service().part();
    platform.stop(part);
    try (var admin = Admin.create(Map.of("bootstrap.servers", platform.kafka()))) {
      leave(admin, reader.group());
      admin
          .alterConsumerGroupOffsets(
              reader.group(), beginnings(admin, reader), new AlterConsumerGroupOffsetsOptions())
          .all()
          .get();
    } finally {
      platform.start(part);
    }
  }

  /** A static member has not left when it stopped; a group with members keeps its offsets. */
  private static void leave(Admin admin, String group)
      throws ExecutionException, InterruptedException {
    var described = admin.describeConsumerGroups(List.of(group)).all().get().get(group);
    if (described != null && !described.members().isEmpty()) {
      admin
          .removeMembersFromConsumerGroup(group, new RemoveMembersFromConsumerGroupOptions())
          .all()
          .get();
    }
  }

  private static Map<TopicPartition, OffsetAndMetadata> beginnings(Admin admin, Reader reader)
      throws ExecutionException, InterruptedException {
    var names = reader.topics().stream().map(Topic::name).toList();
    var wanted = new HashMap<TopicPartition, OffsetSpec>();
    admin
        .describeTopics(names)
        .allTopicNames()
        .get()
        .forEach(
            (name, topic) ->
                topic
                    .partitions()
                    .forEach(
                        one ->
                            wanted.put(
                                new TopicPartition(name, one.partition()), OffsetSpec.earliest())));
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    admin
        .listOffsets(wanted)
        .all()
        .get()
        .forEach((place, found) -> offsets.put(place, new OffsetAndMetadata(found.offset())));
    return offsets;
  }

  /** Takes a part of the partitions for three seconds, gives them back untouched, and again. */
  void joinAndLeave(Reader reader) {
    for (int round = 0; round < ROUNDS; round++) {
      try (var consumer = new KafkaConsumer<byte[], byte[]>(settings(reader))) {
        consumer.subscribe(reader.topics().stream().map(Topic::name).toList());
        var until = System.nanoTime() + Duration.ofSeconds(3).toNanos();
        while (System.nanoTime() < until) {
          consumer.poll(Duration.ofMillis(200));
        }
      }
    }
  }

  private Map<String, Object> settings(Reader reader) {
    return Map.of(
        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
        platform.kafka(),
        ConsumerConfig.GROUP_ID_CONFIG,
        reader.group(),
        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
        false,
        ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG,
        CooperativeStickyAssignor.class.getName(),
        ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
        6_000,
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class,
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG,
        ByteArrayDeserializer.class);
  }
}
