package dev.sequitur.executor.restore;

import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.ClientAccess;
import dev.sequitur.kit.kafka.ClientSettings;
import dev.sequitur.kit.kafka.KafkaConfig;
import dev.sequitur.kit.kafka.TransientFaultException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Parts of topics, read once by a reader without a group. */
@ApplicationScoped
class Log {

  private static final Duration POLL = Duration.ofMillis(200);

  private final KafkaConfig config;

  Log(KafkaConfig config) {
    this.config = config;
  }

  /** What a batch of records is given to. */
  interface Batches extends Consumer<List<ConsumerRecord<byte[], byte[]>>> {}

  /** Positions that a group has committed on {@code commands}, by partition. */
  Map<Integer, Long> committed(String group) {
    try (var admin = Admin.create(ClientAccess.of(config))) {
      var all = admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get();
      return all.entrySet().stream()
          .filter(one -> one.getValue() != null)
          .filter(one -> one.getKey().topic().equals(Topics.COMMANDS.name()))
          .collect(
              Collectors.toMap(one -> one.getKey().partition(), one -> one.getValue().offset()));
    } catch (ExecutionException e) {
      throw new TransientFaultException("positions of " + group + " are not known yet: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new TransientFaultException("interrupted");
    }
  }

  /** Reads commands of a gap, as far as they are still there. */
  void commands(Gap gap, Batches each) {
    try (var consumer = consumer()) {
      var to = places(Topics.COMMANDS, gap.to());
      read(consumer, places(Topics.COMMANDS, gap.from()), to, each);
    }
  }

  /** Reads outcomes that were said at an instant or later; all of them if it is null. */
  void outcomesSince(@Nullable Instant instant, Batches each) {
    try (var consumer = consumer()) {
      var places =
          consumer.partitionsFor(Topics.OUTCOMES.name()).stream()
              .map(info -> new TopicPartition(info.topic(), info.partition()))
              .toList();
      var ends = consumer.endOffsets(places);
      var from = new HashMap<>(instant == null ? consumer.beginningOffsets(places) : ends);
      if (instant != null) {
        var millis = instant.toEpochMilli();
        consumer
            .offsetsForTimes(places.stream().collect(Collectors.toMap(one -> one, _ -> millis)))
            .forEach(
                (place, at) -> from.compute(place, (_, end) -> at == null ? end : at.offset()));
      }
      read(consumer, from, ends, each);
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    return new KafkaConsumer<>(
        ClientAccess.with(config, ClientSettings.reader(config.bootstrapServers(), "restore")));
  }

  private static Map<TopicPartition, Long> places(Topic topic, Map<Integer, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(
            Collectors.toMap(
                one -> new TopicPartition(topic.name(), one.getKey()), Map.Entry::getValue));
  }

  private static void read(
      KafkaConsumer<byte[], byte[]> consumer,
      Map<TopicPartition, Long> from,
      Map<TopicPartition, Long> to,
      Batches each) {
    consumer.assign(from.keySet());
    var first = consumer.beginningOffsets(from.keySet());
    var ends = consumer.endOffsets(from.keySet());
    var goals = new HashMap<TopicPartition, Long>();
    from.forEach(
        (place, position) -> {
          var goal = Math.min(to.getOrDefault(place, 0L), ends.getOrDefault(place, 0L));
          goals.put(place, goal);
          consumer.seek(place, Math.min(goal, Math.max(position, first.getOrDefault(place, 0L))));
        });
    while (reads(consumer, goals)) {
      var batch = new ArrayList<ConsumerRecord<byte[], byte[]>>();
      for (var record : consumer.poll(POLL)) {
        var place = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < goals.getOrDefault(place, 0L)) {
          batch.add(record);
        }
      }
      if (!batch.isEmpty()) {
        each.accept(batch);
      }
    }
  }

  /** False once all is read; what is read already is fetched no further. */
  private static boolean reads(
      KafkaConsumer<byte[], byte[]> consumer, Map<TopicPartition, Long> goals) {
    var finished =
        goals.keySet().stream()
            .filter(place -> consumer.position(place) >= goals.getOrDefault(place, 0L))
            .toList();
    consumer.pause(finished);
    return finished.size() < goals.size();
  }
}
