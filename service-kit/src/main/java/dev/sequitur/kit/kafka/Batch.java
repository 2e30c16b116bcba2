package dev.sequitur.kit.kafka;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/**
 * What one poll brought, readable records only, in offset order within each partition.
 *
 * @param records the records
 * @param next per partition the position after the batch, unreadable records included
 */
public record Batch<T>(List<Received<T>> records, Map<TopicPartition, Long> next)
    implements Iterable<Received<T>> {

  @Override
  public Iterator<Received<T>> iterator() {
    return records.iterator();
  }

  public Stream<Received<T>> stream() {
    return records.stream();
  }

  public int size() {
    return records.size();
  }

  public boolean isEmpty() {
    return records.isEmpty();
  }
}
