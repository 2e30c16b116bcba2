package dev.sequitur.rule.past;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** What the broker tells of offsets and instants of some partitions. */
record LogOffsets(Consumer<byte[], byte[]> consumer, List<TopicPartition> places) {

  private static final Instant EPOCH = Instant.EPOCH;

  /** Later than every instant from which on a partition is whole; null if all are. */
  @Nullable Instant wholeFrom() {
    var beginnings = consumer.beginningOffsets(places);
    var first = times(EPOCH);
    Instant whole = null;
    for (var place : places) {
      var earliest = first.get(place);
      // A partition that begins at 0 has lost nothing; an empty one says nothing.
      if (beginnings.getOrDefault(place, 0L) > 0 && earliest != null) {
        whole = whole == null || earliest.isAfter(whole) ? earliest : whole;
      }
    }
    return whole;
  }

  private Map<TopicPartition, Instant> times(Instant instant) {
    var found = new HashMap<TopicPartition, Instant>();
    consumer
        .offsetsForTimes(
            places.stream().collect(Collectors.toMap(one -> one, _ -> instant.toEpochMilli())))
        .forEach(
            (place, at) -> {
              if (at != null) {
                found.put(place, Instant.ofEpochMilli(at.timestamp()));
              }
            });
    return found;
  }

  /** The first offset of each partition at or after an instant. */
  Map<TopicPartition, Long> offsetsAt(Instant instant) {
    var millis = instant.toEpochMilli() + (instant.getNano() % 1_000_000 == 0 ? 0 : 1);
    var offsets =
        new TreeMap<TopicPartition, Long>(Comparator.comparingInt(TopicPartition::partition));
    offsets.putAll(consumer.endOffsets(places));
    consumer
        .offsetsForTimes(places.stream().collect(Collectors.toMap(one -> one, _ -> millis)))
        .forEach(
            (place, at) -> {
              if (at != null) {
                offsets.put(place, at.offset());
              }
            });
    return offsets;
  }

  /** The instant from which on at most so many records remain; {@code from} if that is all. */
  Instant latest(Instant from, Instant to, Map<TopicPartition, Long> ends, long most) {
    if (between(offsetsAt(from), ends) <= most) {
      return from;
    }
    long low = from.toEpochMilli();
    long high = to.toEpochMilli();
    while (low + 1 < high) {
      long middle = (low + high) >>> 1;
      if (between(offsetsAt(Instant.ofEpochMilli(middle)), ends) <= most) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return Instant.ofEpochMilli(high);
  }

  static long between(Map<TopicPartition, Long> starts, Map<TopicPartition, Long> ends) {
    return starts.entrySet().stream()
        .mapToLong(start -> Math.max(0, ends.getOrDefault(start.getKey(), 0L) - start.getValue()))
        .sum();
  }
}
