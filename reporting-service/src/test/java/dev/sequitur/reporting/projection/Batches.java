package dev.sequitur.reporting.projection;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.Received;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.common.TopicPartition;

/** Makes batches as a hop would, on one partition of each topic. */
final class Batches {

  private final Instant stamp;
  private final Map<String, Long> next = new HashMap<>();

  /**
   * @param stamp the broker's for the first record of each topic
   */
  Batches(Instant stamp) {
    this.stamp = stamp;
  }

  Received<Fact> told(RunChange change) {
    var topic =
        change.start() != null
            ? Topics.COMMANDS
            : change.rejection() != null ? Topics.RUNS : Topics.OUTCOMES;
    return at(topic.name(), new Fact.Told(topic.name(), change));
  }

  Received<Fact> at(String topic, Fact fact) {
    var offset = next.merge(topic, 1L, Long::sum) - 1;
    return new Received<>(fact, topic, 0, offset, stamp.plusMillis(offset), null);
  }

  static Batch<Fact> of(List<Received<Fact>> records) {
    var positions = new HashMap<TopicPartition, Long>();
    records.forEach(
        record ->
            positions.put(
                new TopicPartition(record.topic(), record.partition()), record.offset() + 1));
    return new Batch<>(records, positions);
  }

  /** Cuts records into batches of any size. */
  static List<Batch<Fact>> cut(List<Received<Fact>> records, Random random) {
    var batches = new ArrayList<Batch<Fact>>();
    for (int from = 0; from < records.size(); ) {
      var to = Math.min(records.size(), from + 1 + random.nextInt(20));
      batches.add(of(records.subList(from, to)));
      from = to;
    }
    return batches;
  }
}
