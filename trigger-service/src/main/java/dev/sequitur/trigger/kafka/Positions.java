package dev.sequitur.trigger.kafka;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** Where the common reader stands, and where its log begins and ends. For its thread. */
final class Positions {

  private static final Duration COMMIT_WITHIN = Duration.ofSeconds(5);

  /** Clocks are within a second of each other, and records carry the clock of their producer. */
  private static final Duration CLOCKS = Duration.ofSeconds(1);

  private final Consumer<byte[], byte[]> consumer;
  private final String topicId;
  private final Map<TopicPartition, Long> next = new HashMap<>();
  private final Map<TopicPartition, Long> ends = new HashMap<>();
  private final Set<TopicPartition> uncommitted = new java.util.HashSet<>();

  Positions(Consumer<byte[], byte[]> consumer, String topicId) {
    this.consumer = consumer;
    this.topicId = topicId;
  }

  /**
   * The committed positions of partitions that are given. Those of a former topic of this name do
   * not count.
   */
  Map<TopicPartition, Long> committed(Collection<TopicPartition> partitions) {
    var committed = new HashMap<TopicPartition, Long>();
    consumer
        .committed(Set.copyOf(partitions))
        .forEach(
            (partition, kept) -> {
              if (kept != null && kept.metadata().equals(topicId)) {
                committed.put(partition, kept.offset());
              }
            });
    return committed;
  }

  /** Begins on a partition, and says so in the group. */
  void begin(TopicPartition partition, long position) {
    consumer.seek(partition, position);
    next.put(partition, position);
    uncommitted.add(partition);
  }

  /** All records before {@code position} are handled. */
  void handled(TopicPartition partition, long position) {
    next.put(partition, position);
    uncommitted.add(partition);
  }

  void lost(Collection<TopicPartition> partitions) {
    next.keySet().removeAll(partitions);
    ends.keySet().removeAll(partitions);
    uncommitted.removeAll(partitions);
  }

  Set<TopicPartition> owned() {
    return next.keySet();
  }

  /** The first record that is not handled. */
  long next(TopicPartition partition) {
    return next.getOrDefault(partition, 0L);
  }

  /** The log's end as it was last seen; not before the position. */
  long end(TopicPartition partition) {
    return Math.max(ends.getOrDefault(partition, 0L), next(partition));
  }

  /** The log's end as the cluster says it. */
  long endNow(TopicPartition partition) {
    return consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
  }

  /** How far the log reaches, by what the last fetches said of it. */
  Map<TopicPartition, Long> look() {
    var seen = new HashMap<TopicPartition, Long>();
    for (var partition : next.keySet()) {
      var lag = consumer.currentLag(partition);
      if (lag.isPresent()) {
        seen.put(partition, consumer.position(partition) + lag.getAsLong());
      }
    }
    return seen;
  }

  void seen(Map<TopicPartition, Long> reached) {
    ends.putAll(reached);
  }

  long lag() {
    return next.keySet().stream().mapToLong(partition -> end(partition) - next(partition)).sum();
  }

  /** The first record stamped at an instant or later, the clocks' difference allowed for. */
  long at(TopicPartition partition, Instant instant, boolean exactly) {
    // The end first: what comes between the two questions is not left out.
    var end = endNow(partition);
    var millis = (exactly ? instant : instant.minus(CLOCKS)).toEpochMilli();
    var found = consumer.offsetsForTimes(Map.of(partition, Math.max(0, millis))).get(partition);
    return found == null ? end : found.offset();
  }

  /** Back to the first record that is not handled. */
  void goBack(TopicPartition partition) {
    consumer.seek(partition, next(partition));
  }

  long beginning(TopicPartition partition) {
    return consumer.beginningOffsets(Set.of(partition)).getOrDefault(partition, 0L);
  }

  boolean isUncommitted() {
    return !uncommitted.isEmpty();
  }

  /** Commits; what another member owns by now is left to it. */
  void commit() {
    uncommitted.retainAll(consumer.assignment());
    var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
    uncommitted.forEach(
        partition -> offsets.put(partition, new OffsetAndMetadata(next(partition), topicId)));
    if (!offsets.isEmpty()) {
      consumer.commitSync(offsets, COMMIT_WITHIN);
      uncommitted.clear();
    }
  }
}
