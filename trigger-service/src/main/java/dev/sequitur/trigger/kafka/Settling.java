package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.definition.StartFrom;
import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.Opening;
import dev.sequitur.trigger.kafka.domain.Place;
import dev.sequitur.trigger.kafka.domain.SourceTopic;
import dev.sequitur.trigger.kafka.domain.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Gives every trigger its place on every partition of a session. What is decided is written down in
 * Kafka before a record is handled by it: whoever owns the partition next finds it so.
 */
final class Settling {

  private final SourceTopic topic;
  private final String topicId;
  private final Marks marks;
  private final Positions positions;
  private final Places places;
  private final TopicReader reader;
  private Instant settledAt = Instant.MIN;

  Settling(
      SourceTopic topic,
      String topicId,
      Marks marks,
      Positions positions,
      Places places,
      TopicReader reader) {
    this.topic = topic;
    this.topicId = topicId;
    this.marks = marks;
    this.positions = positions;
    this.places = places;
    this.reader = reader;
  }

  /** Everything that was in force at an instant has its place. */
  void settledAt(Instant instant) {
    settledAt = instant;
  }

  /** Begins on partitions: at the stored position, or where the first trigger wants it to begin. */
  void open(List<Standing> present, Collection<TopicPartition> partitions) {
    var stored = marks.load(topic.name(), topicId, uids(present));
    var committed = positions.committed(partitions);
    for (var partition : partitions) {
      var common = optional(committed.get(partition));
      var opened = new HashMap<UUID, Mark>();
      for (var standing : present) {
        opened.put(
            standing.trigger().uid(),
            opening(partition, standing, common, true)
                .mark(standing, stored(stored, standing, partition)));
      }
      var end = positions.endNow(partition);
      var begin = Opening.common(common, new ArrayList<>(opened.values()), end);
      positions.begin(partition, available(partition, begin));
      opened.forEach(
          (uid, mark) ->
              places.put(
                  uid,
                  partition.partition(),
                  new Place(mark, of(stored, uid, partition), positions.next(partition))));
    }
    save();
  }

  /** Somebody has come, gone, was suspended or resumed. */
  void settle(List<Standing> present) {
    places.keepTriggers(
        present.stream().map(one -> one.trigger().uid()).collect(Collectors.toSet()));
    // What was asked for on the way to a resumption stands in Kafka alone.
    var stored = marks.load(topic.name(), topicId, uids(present));
    for (var partition : List.copyOf(positions.owned())) {
      for (var standing : present) {
        settle(standing, partition, stored(stored, standing, partition));
      }
    }
    save();
  }

  private void settle(Standing standing, TopicPartition partition, @Nullable Mark stored) {
    var uid = standing.trigger().uid();
    var next = positions.next(partition);
    var place = places.find(uid, partition.partition());
    var opening = opening(partition, standing, OptionalLong.of(next), false);
    if (place == null) {
      var mark = opening.mark(standing, stored);
      places.put(uid, partition.partition(), new Place(mark, stored, next));
      return;
    }
    var known = place.mark();
    var isAsked =
        known.phase() == Mark.Phase.PAUSED
            && stored != null
            && stored.phase() == Mark.Phase.CATCH_UP_ASKED;
    place.turn(opening.mark(standing, isAsked ? stored : known), next);
  }

  private Opening opening(
      TopicPartition partition, Standing standing, OptionalLong common, boolean isFirst) {
    LongSupplier now =
        () ->
            isFirst || !standing.since().isAfter(settledAt)
                ? positions.at(partition, standing.since(), false)
                : positions.end(partition);
    return new Opening(common, now, () -> asked(partition, standing.source().from()));
  }

  private long asked(TopicPartition partition, StartFrom from) {
    return switch (from) {
      case StartFrom.Earliest _ -> positions.beginning(partition);
      case StartFrom.At(Instant instant) -> positions.at(partition, instant, true);
      case StartFrom.Now _ -> throw new AssertionError("now is no place in the past");
    };
  }

  /**
   * What the topic no longer has cannot be read by waiting for it: it is said, and what is there is
   * read.
   */
  private long available(TopicPartition partition, long position) {
    var first = positions.beginning(partition);
    if (position < first) {
      reader.gap(partition, position, first);
    }
    return Math.max(position, first);
  }

  private void save() {
    var unsaved = places.unsaved(false);
    marks.save(topic.name(), topicId, unsaved);
    places.saved(unsaved);
  }

  private static List<UUID> uids(List<Standing> present) {
    return present.stream().map(one -> one.trigger().uid()).toList();
  }

  private static @Nullable Mark stored(
      Map<UUID, Map<Integer, Mark>> stored, Standing standing, TopicPartition partition) {
    return of(stored, standing.trigger().uid(), partition);
  }

  private static @Nullable Mark of(
      Map<UUID, Map<Integer, Mark>> stored, UUID uid, TopicPartition partition) {
    return stored.getOrDefault(uid, Map.of()).get(partition.partition());
  }

  private static OptionalLong optional(@Nullable Long position) {
    return position == null ? OptionalLong.empty() : OptionalLong.of(position);
  }
}
