package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What a hop hears and what it does with it.
 *
 * @param name short name for thread, metrics and logs, such as {@code match}
 * @param group consumer group, stable for ever
 * @param topics what is heard
 * @param reader makes a value of a record
 * @param handler one batch: load, decide, store and say. Offsets are committed after it has
 *     returned; it may see a batch again
 * @param offsets stored positions if they are not kept in Kafka alone; the handler, which stores
 *     them, is then also given batches without records, whose {@code next} has moved
 * @param gather how long a small batch waits for more while records keep coming
 * @param atMost most records of a batch
 * @param open false holds the hop back: nothing is fetched, membership is kept
 */
public record HopSpec<T>(
    String name,
    String group,
    List<Topic> topics,
    RecordReader<T> reader,
    Handler<T> handler,
    @Nullable Offsets offsets,
    Duration gather,
    int atMost,
    BooleanSupplier open) {

  /** Long enough for tens of records a batch at a thousand a second, short for who waits. */
  private static final Duration GATHER = Duration.ofMillis(8);

  /** Nobody waits for a hop that gathers so long. */
  private static final Duration PATIENT = Duration.ofMillis(50);

  private static final int AT_MOST = 1_000;

  /** Handles one batch; throws when it must be tried again. */
  @FunctionalInterface
  public interface Handler<T> {
    void handle(Batch<T> batch) throws Exception;
  }

  /** A hop on one topic that keeps its offsets in Kafka and is always open. */
  public static <T> HopSpec<T> of(
      String name, String group, Topic topic, RecordReader<T> reader, Handler<T> handler) {
    return new HopSpec<>(
        name, group, List.of(topic), reader, handler, null, GATHER, AT_MOST, () -> true);
  }

  /** The same, its batches overlapping. */
  public static <T> HopSpec<T> overlapping(
      String name, String group, Topic topic, RecordReader<T> reader, Overlapping<T> handler) {
    return of(name, group, topic, reader, handler);
  }

  public HopSpec<T> hearing(List<Topic> others) {
    return new HopSpec<>(name, group, others, reader, handler, offsets, gather, atMost, open);
  }

  public HopSpec<T> withOffsets(Offsets stored) {
    return new HopSpec<>(name, group, topics, reader, handler, stored, gather, atMost, open);
  }

  public HopSpec<T> gathering(Duration wait) {
    return new HopSpec<>(name, group, topics, reader, handler, offsets, wait, atMost, open);
  }

  /** Whether the broker gathers for it, instead of answering each record by itself. */
  boolean isPatient() {
    return gather.compareTo(PATIENT) >= 0;
  }

  public HopSpec<T> inBatchesOf(int most) {
    return new HopSpec<>(name, group, topics, reader, handler, offsets, gather, most, open);
  }

  public HopSpec<T> openWhile(BooleanSupplier condition) {
    return new HopSpec<>(name, group, topics, reader, handler, offsets, gather, atMost, condition);
  }
}
