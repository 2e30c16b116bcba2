package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic from its beginning and follows it, in every replica. It knows until which
 * instant it has certainly seen everything: the instant before it last asked for the log's end and
 * then reached it.
 */
public final class CompactedLog<T> {

  private static final Logger LOG = Logger.getLogger(CompactedLog.class);

  /** Hears each record once, in order; records of one key replace each other. */
  @FunctionalInterface
  public interface Listener<T> {
    void heard(T value, Instant appendedAt);
  }

  private final Topic topic;
  private final RecordReader<T> reader;
  private final Listener<T> listener;
  private final Duration freshness;
  private final KafkaConfig config;
  private final TopicSetup topics;
  private final InstantSource clock;
  private final Thread thread;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition advanced = lock.newCondition();
  private volatile Instant knownUntil = Instant.MIN;
  private volatile boolean stopping;

  /**
   * @param freshness how far behind {@link #knownUntil} may be at most while the broker answers
   */
  CompactedLog(
      Topic topic,
      RecordReader<T> reader,
      Listener<T> listener,
      Duration freshness,
      KafkaConfig config,
      TopicSetup topics,
      InstantSource clock) {
    this.topic = topic;
    this.reader = reader;
    this.listener = listener;
    this.freshness = freshness;
    this.config = config;
    this.topics = topics;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("log-" + topic.name()).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  void stop() {
    stopping = true;
    thread.interrupt();
  }

  /** True once the log was read to its end. */
  public boolean isRead() {
    return knownUntil.isAfter(Instant.MIN);
  }

  /** Everything appended before this instant has been heard. */
  public Instant knownUntil() {
    return knownUntil;
  }

  /**
   * Waits until everything appended before {@code instant} has been heard.
   *
   * @return false if that has not come about within {@code patience}
   */
  public boolean awaitKnown(Instant instant, Duration patience) throws InterruptedException {
    if (!knownUntil.isBefore(instant)) {
      return true;
    }
    var left = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (knownUntil.isBefore(instant)) {
        if (left <= 0) {
          return false;
        }
        left = advanced.awaitNanos(left);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    while (!stopping) {
      try {
        topics.ensure();
        follow();
      } catch (InterruptException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("reading %s begins anew: %s", topic.name(), e.toString());
        pause();
      }
    }
  }

  private void follow() {
    var settings =
        new HashMap<>(ClientSettings.reader(config.bootstrapServers(), "log-" + topic.name()));
    // The question for the log's end waits on the same connection until the fetch before it is
    // answered: an idle log must answer as often as it is asked.
    settings.put(
        ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
        Math.toIntExact(Math.clamp(freshness.toMillis() / 3, 10, 500)));
    try (var consumer = new KafkaConsumer<byte[], byte[]>(settings)) {
      var partition = new TopicPartition(topic.name(), 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      while (!stopping) {
        var before = clock.instant();
        var end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        do {
          hear(consumer);
        } while (consumer.position(partition) < end);
        advance(before);
      }
    }
  }

  private void hear(KafkaConsumer<byte[], byte[]> consumer) {
    for (var record : consumer.poll(freshness.dividedBy(3))) {
      var value = read(record);
      if (value != null) {
        tell(value, record);
      }
    }
  }

  private void tell(T value, ConsumerRecord<byte[], byte[]> record) {
    try {
      listener.heard(value, Instant.ofEpochMilli(record.timestamp()));
    } catch (RuntimeException | StackOverflowError e) {
      // To begin anew would bring the same record again, for ever, and nothing behind it.
      LOG.errorf(e, "%s@%d was not understood", topic.name(), record.offset());
    }
  }

  private @Nullable T read(ConsumerRecord<byte[], byte[]> record) {
    try {
      return reader.read(BatchReader.headers(record), record.value());
    } catch (RuntimeException | StackOverflowError e) {
      // It stays in the log for a version that can read it; to go on without it is all we can do.
      LOG.errorf("%s@%d cannot be read: %s", topic.name(), record.offset(), e.toString());
      return null;
    }
  }

  private void advance(Instant until) {
    lock.lock();
    try {
      knownUntil = until;
      advanced.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      stopping = true;
    }
  }
}
