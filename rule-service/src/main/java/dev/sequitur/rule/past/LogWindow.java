package dev.sequitur.rule.past;

import dev.sequitur.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of all partitions that were accepted from one instant until before another. It says
 * truthfully what it covers: less than was asked for if the log begins later, or if there are more
 * records than may be read; then the latest of them are.
 */
public final class LogWindow implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Instant EPOCH = Instant.EPOCH;

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Extent extent;
  private final Map<TopicPartition, Long> ends;
  private long read;

  private LogWindow(
      KafkaConsumer<byte[], byte[]> consumer, Extent extent, Map<TopicPartition, Long> ends) {
    this.consumer = consumer;
    this.extent = extent;
    this.ends = ends;
  }

  /**
   * What is to be read.
   *
   * @param from inclusive
   * @param to exclusive
   * @param most records, of all workspaces
   */
  public record Asked(Instant from, Instant to, long most) {}

  /** Why a window covers less than was asked for. */
  public enum Narrowed {
    /** Older records are no longer kept. */
    RETENTION,
    /** There are more records than may be read at once. */
    LIMIT
  }

  /**
   * What a window covers.
   *
   * @param from inclusive
   * @param to exclusive
   * @param total records in it, as offsets tell; at most so many
   * @param narrowed null if it covers what was asked for
   * @param reachesBackTo the instant from which on the log is whole; null if nothing was removed
   *     yet
   */
  public record Extent(
      Instant from,
      Instant to,
      long total,
      @Nullable Narrowed narrowed,
      @Nullable Instant reachesBackTo) {}

  static LogWindow open(KafkaConsumer<byte[], byte[]> consumer, Asked asked) {
    var places =
        consumer.partitionsFor(Topics.EVENTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(places);
    var log = new Log(consumer, places);
    var whole = log.wholeFrom();
    var from = whole != null && asked.from().isBefore(whole) ? whole : asked.from();
    var ends = log.offsetsAt(asked.to());
    var latest = log.latest(from, asked.to(), ends, asked.most());
    var starts = log.offsetsAt(latest);
    starts.forEach(
        (place, start) -> consumer.seek(place, Math.min(start, ends.getOrDefault(place, 0L))));
    var narrowed =
        latest.isAfter(from)
            ? Narrowed.LIMIT
            : from.isAfter(asked.from()) ? Narrowed.RETENTION : null;
    var extent = new Extent(latest, asked.to(), Log.between(starts, ends), narrowed, whole);
    return new LogWindow(consumer, extent, ends);
  }

  public Extent extent() {
    return extent;
  }

  /** Partition and offset at which reading begins. */
  public Map<Integer, Long> positions() {
    return ends.keySet().stream()
        .collect(Collectors.toMap(TopicPartition::partition, place -> consumer.position(place)));
  }

  /** How many records were read so far, those passed over included. */
  public long read() {
    return read;
  }

  /**
   * Reads on for a moment.
   *
   * @param each hears every record of the window; in order within a partition
   * @return false once all is read
   */
  public boolean next(Consumer<ConsumerRecord<byte[], byte[]>> each) {
    // Every pass: a partition that is read must not be fetched beyond its end.
    var finished =
        ends.keySet().stream()
            .filter(place -> consumer.position(place) >= ends.getOrDefault(place, 0L))
            .toList();
    if (finished.size() == ends.size()) {
      return false;
    }
    consumer.pause(finished);
    for (var record : consumer.poll(POLL)) {
      var place = new TopicPartition(record.topic(), record.partition());
      if (record.offset() < ends.getOrDefault(place, 0L)) {
        read++;
        each.accept(record);
      }
    }
    return true;
  }

  @Override
  public void close() {
    consumer.close();
  }

  /** What the broker tells of offsets and instants. */
  private record Log(KafkaConsumer<byte[], byte[]> consumer, List<TopicPartition> places) {

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
      var found = new java.util.HashMap<TopicPartition, Instant>();
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
          new TreeMap<TopicPartition, Long>(
              java.util.Comparator.comparingInt(TopicPartition::partition));
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
}
