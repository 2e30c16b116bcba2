package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.Mark.Phase;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Says in a suspended trigger's marks whether it is to be given what it has missed. */
final class Resumption {

  private final SourceTopic topic;
  private final Cluster cluster;

  Resumption(SourceTopic topic, Cluster cluster) {
    this.topic = topic;
    this.cluster = cluster;
  }

  /**
   * To be called before the resumption is published: who owns a partition looks at the mark when
   * that comes into force.
   *
   * @return false if a partition has no mark of the suspension yet
   */
  boolean ask(UUID trigger, long stay, boolean catchUp) {
    try (var marks = new Marks(cluster)) {
      var described = marks.describe(topic.name());
      var stored =
          marks
              .load(topic.name(), described.id(), List.of(trigger))
              .getOrDefault(trigger, Map.of());
      var asked = new HashMap<Integer, Mark>();
      for (var partition : described.partitions()) {
        var mark = stored.get(partition);
        if (mark == null || mark.stay() != stay || !isResting(mark)) {
          return !catchUp;
        }
        asked.put(partition, mark.as(catchUp ? Phase.CATCH_UP_ASKED : Phase.PAUSED));
      }
      marks.save(topic.name(), described.id(), Map.of(trigger, asked));
      return true;
    } catch (UnknownTopicOrPartitionException e) {
      // There is no topic: nothing was missed.
      return true;
    }
  }

  private static boolean isResting(Mark mark) {
    return mark.phase() == Phase.PAUSED || mark.phase() == Phase.CATCH_UP_ASKED;
  }
}
