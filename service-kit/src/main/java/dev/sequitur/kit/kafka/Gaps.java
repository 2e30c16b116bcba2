package dev.sequitur.kit.kafka;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** Partitions on which a hop has stopped because records it never saw are gone. */
final class Gaps {

  private final Map<TopicPartition, String> found = new ConcurrentHashMap<>();

  void found(TopicPartition partition, long stored, long available) {
    var range =
        stored < available
            ? "records " + stored + " to " + (available - 1) + " are gone"
            : "the stored position " + stored + " is past the log's end " + available;
    found.put(partition, range);
  }

  void closed(TopicPartition partition) {
    found.remove(partition);
  }

  Map<String, String> all() {
    var all = new java.util.TreeMap<String, String>();
    found.forEach((partition, range) -> all.put(partition.toString(), range));
    return all;
  }
}
