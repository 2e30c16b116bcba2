package dev.sequitur.kit.kafka;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Where a hop begins on a partition that it is given: at the stored position; at the beginning if
 * this group never owned it (which it says at once by committing its start); and nowhere, with an
 * alarm, if the stored position is no longer in the log.
 */
final class Assignment implements ConsumerRebalanceListener {

  /** Who reads the partitions. */
  interface Owner {

    /** A share was given, which may be empty. */
    void assigned();

    /** Partitions are about to go: the last moment at which their positions can be committed. */
    void beforeLoss();

    /** Partitions are gone. */
    void lost(Collection<TopicPartition> partitions);
  }

  private static final Logger LOG = Logger.getLogger(Assignment.class);

  private final Consumer<byte[], byte[]> consumer;
  private final @Nullable Offsets elsewhere;
  private final Gaps gaps;
  private final Owner owner;
  private final Set<TopicPartition> stopped = new HashSet<>();

  Assignment(
      Consumer<byte[], byte[]> consumer, @Nullable Offsets elsewhere, Gaps gaps, Owner owner) {
    this.consumer = consumer;
    this.elsewhere = elsewhere;
    this.gaps = gaps;
    this.owner = owner;
  }

  /** Partitions that stay paused because of a gap. */
  Set<TopicPartition> stopped() {
    return stopped;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    if (!partitions.isEmpty()) {
      var given = Set.copyOf(partitions);
      var stored = stored(given);
      var beginnings = consumer.beginningOffsets(given);
      var ends = consumer.endOffsets(given);
      var firstTime = new HashMap<TopicPartition, OffsetAndMetadata>();
      for (var partition : given) {
        var first = beginnings.getOrDefault(partition, 0L);
        var position = stored.get(partition);
        if (position == null) {
          consumer.seek(partition, first);
          firstTime.put(partition, new OffsetAndMetadata(first));
        } else {
          begin(partition, position, first, ends.getOrDefault(partition, 0L));
        }
      }
      consumer.commitSync(firstTime);
      // The poll that brought these partitions may be one that must bring no records (a retry, a
      // hop held back), whose records would be skipped; the next poll that fetches resumes them.
      consumer.pause(given);
    }
    owner.assigned();
  }

  private void begin(TopicPartition partition, long position, long first, long end) {
    consumer.seek(partition, position);
    if (position < first || position > end) {
      gaps.found(partition, position, position < first ? first : end);
      stopped.add(partition);
      LOG.errorf("%s stands still: %s", partition, gaps.all().get(partition.toString()));
    } else {
      gaps.closed(partition);
      stopped.remove(partition);
    }
  }

  private Map<TopicPartition, Long> stored(Set<TopicPartition> partitions) {
    if (elsewhere != null) {
      return elsewhere.stored(partitions);
    }
    return consumer.committed(partitions).entrySet().stream()
        .filter(entry -> entry.getValue() != null)
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    owner.beforeLoss();
    onPartitionsLost(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    owner.lost(partitions);
    partitions.forEach(gaps::closed);
    stopped.removeAll(partitions);
  }
}
