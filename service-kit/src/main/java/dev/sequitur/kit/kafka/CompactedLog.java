package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a compacted topic from its beginning and follows it, in every replica. It knows until which
 * instant it has certainly seen everything: the instant before it last asked for the log's end and
 * then reached it.
 *
 * <p>It asks only while somebody decides by that instant. An idle platform with many replicas would
 * otherwise keep its broker busy with questions alone.
 */
public final class CompactedLog<T> {

  private static final Logger LOG = Logger.getLogger(CompactedLog.class);
  private static final Duration POLL = Duration.ofMillis(500);

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
  private final Thread follower;
  private final Thread asker;
  private final Certainty certainty;
  private final Set<KafkaConsumer<byte[], byte[]>> open = ConcurrentHashMap.newKeySet();
  private volatile boolean stopping;

  /**
   * @param freshness how far {@link #knownUntil} is kept ahead of the instants that are waited for,
   *     while the broker answers
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
    this.certainty = new Certainty(clock);
    this.follower = thread("log-", this::follow);
    this.asker = thread("end-", this::ask);
  }

  private Thread thread(String prefix, ForAsLong work) {
    return Thread.ofPlatform().daemon().name(prefix + topic.name()).unstarted(() -> run(work));
  }

  void start() {
    follower.start();
    asker.start();
  }

  void stop() {
    stopping = true;
    certainty.leave();
    open.forEach(KafkaConsumer::wakeup);
  }

  /** True once the log was read to its end. */
  public boolean isRead() {
    return certainty.isThere();
  }

  /** Everything appended before this instant has been heard. */
  public Instant knownUntil() {
    return certainty.until();
  }

  /**
   * Waits until everything appended before {@code instant} has been heard.
   *
   * @return false if that has not come about within {@code patience}
   */
  public boolean awaitKnown(Instant instant, Duration patience) throws InterruptedException {
    // Asked before it is waited for: who decides all the time never waits for an answer.
    certainty.need(instant.plus(freshness));
    return certainty.await(instant, patience);
  }

  /** What a thread of the log does for as long as nothing fails. */
  @FunctionalInterface
  private interface ForAsLong {
    void run() throws InterruptedException;
  }

  private void run(ForAsLong work) {
    while (!stopping) {
      try {
        topics.ensure();
        work.run();
      } catch (WakeupException e) {
        LOG.debugf("%s is no longer read", topic.name());
      } catch (InterruptException | InterruptedException e) {
        return;
      } catch (RuntimeException e) {
        LOG.warnf("reading %s begins anew: %s", topic.name(), e.toString());
        pause();
      }
    }
  }

  private void follow() {
    try (var connection = new Connection("log-")) {
      var consumer = connection.consumer;
      var partition = partition();
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      certainty.reached(0);
      while (!stopping) {
        hear(consumer);
        certainty.reached(consumer.position(partition));
      }
    }
  }

  /**
   * On a connection of its own: on the follower's, a question waits until the fetch before it is
   * answered, which takes as long as nothing comes.
   */
  private void ask() throws InterruptedException {
    try (var connection = new Connection("end-")) {
      var consumer = connection.consumer;
      var partition = partition();
      while (certainty.awaitNeed()) {
        var before = clock.instant();
        var end = consumer.endOffsets(Set.of(partition)).getOrDefault(partition, 0L);
        if (certainty.awaitReached(end)) {
          certainty.advance(before);
        }
      }
    }
  }

  /** A consumer that is woken when the log is left. */
  private final class Connection implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;

    private Connection(String prefix) {
      consumer =
          new KafkaConsumer<>(
              ClientAccess.with(
                  config, ClientSettings.reader(config.bootstrapServers(), prefix + topic.name())));
      open.add(consumer);
    }

    @Override
    public void close() {
      open.remove(consumer);
      consumer.close();
    }
  }

  private TopicPartition partition() {
    return new TopicPartition(topic.name(), 0);
  }

  private void hear(KafkaConsumer<byte[], byte[]> consumer) {
    for (var record : consumer.poll(POLL)) {
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
      return reader.read(RecordHeaders.texts(record), record.value());
    } catch (RuntimeException | StackOverflowError e) {
      // It stays in the log for a version that can read it; to go on without it is all we can do.
      LOG.errorf("%s@%d cannot be read: %s", topic.name(), record.offset(), e.toString());
      return null;
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
