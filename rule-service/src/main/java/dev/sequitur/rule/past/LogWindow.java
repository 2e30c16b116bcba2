package dev.sequitur.rule.past;

import dev.sequitur.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of all partitions that were accepted from one instant until before another. It says
 * truthfully what it covers: less than was asked for if the log begins later, or if there are more
 * records than may be read; then the latest of them are.
 */
public final class LogWindow implements AutoCloseable {

  private static final Duration POLL = Duration.ofMillis(200);

  private final Consumer<byte[], byte[]> consumer;
  private final Extent extent;
  private final Map<TopicPartition, Long> ends;
  private final Consumers from;
  private long read;

  private LogWindow(
      Consumer<byte[], byte[]> consumer,
      Extent extent,
      Map<TopicPartition, Long> ends,
      Consumers from) {
    this.consumer = consumer;
    this.extent = extent;
    this.ends = ends;
    this.from = from;
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

  static LogWindow open(Consumer<byte[], byte[]> consumer, Asked asked, Consumers owner) {
    var places =
        consumer.partitionsFor(Topics.EVENTS.name()).stream()
            .map(info -> new TopicPartition(info.topic(), info.partition()))
            .toList();
    consumer.assign(places);
    var log = new LogOffsets(consumer, places);
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
    var extent = new Extent(latest, asked.to(), LogOffsets.between(starts, ends), narrowed, whole);
    return new LogWindow(consumer, extent, ends, owner);
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
  public boolean next(java.util.function.Consumer<ConsumerRecord<byte[], byte[]>> each) {
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
    from.giveBack(consumer);
  }
}
