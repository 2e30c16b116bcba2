package dev.sequitur.kit.kafka;

import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a hop keeps its positions when not (only) in Kafka: in PostgreSQL, written by the hop's
 * handler in its own transaction.
 */
@FunctionalInterface
public interface Offsets {

  /** Stored positions; a partition that was never owned is absent. */
  Map<TopicPartition, Long> stored(Set<TopicPartition> partitions);
}
