package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** How far a trigger has come on all partitions of its topic, whichever replica owns them. */
final class Survey {

  private final SourceTopic topic;
  private final Cluster cluster;

  Survey(SourceTopic topic, Cluster cluster) {
    this.topic = topic;
    this.cluster = cluster;
  }

  /** Every partition on which the trigger has a mark; none if there is no topic. */
  List<PartitionView> partitions(UUID trigger) {
    try (var marks = new Marks(cluster)) {
      var described = marks.describe(topic.name());
      var stored = marks.load(topic.name(), described.id(), List.of(trigger));
      var common = marks.common(topic, described.id());
      var ends = marks.ends(topic.name(), described.partitions());
      var views = new ArrayList<PartitionView>();
      for (var partition : described.partitions()) {
        Mark mark = stored.getOrDefault(trigger, Map.of()).get(partition);
        if (mark != null) {
          views.add(
              PartitionView.of(
                  trigger,
                  partition,
                  mark,
                  common.getOrDefault(partition, 0L),
                  ends.getOrDefault(partition, 0L)));
        }
      }
      return views;
    } catch (UnknownTopicOrPartitionException e) {
      return List.of();
    }
  }
}
