package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** A hop's life with one consumer, from joining the group to leaving it. */
final class HopSession<T> {

  private static final Logger LOG = Logger.getLogger(HopSession.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HELD_BACK = Duration.ofMillis(5);
  private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();
  private static final long BUSY_NANOS = Duration.ofMillis(10).toNanos();
  private static final int SMALL = 100;

  /** A record that fails this often alone, by no passing fault, is poison. */
  private static final int POISON_AFTER = 3;

  private final Hop<T> hop;
  private final HopSpec<T> spec;
  private final Consumer<byte[], byte[]> consumer;
  private final Quarantine quarantine;
  private final BatchReader<T> reader;
  private final HopMetrics metrics;
  private final Assignment assignment;
  private final Map<TopicPartition, Long> handled = new HashMap<>();
  private long committedAt = System.nanoTime();

  HopSession(
      Hop<T> hop,
      HopSpec<T> spec,
      Consumer<byte[], byte[]> consumer,
      Quarantine quarantine,
      Gaps gaps,
      HopMetrics metrics) {
    this.hop = hop;
    this.spec = spec;
    this.consumer = consumer;
    this.quarantine = quarantine;
    this.metrics = metrics;
    this.reader = new BatchReader<>(spec, quarantine);
    this.assignment =
        new Assignment(consumer, spec.offsets(), gaps, this::commitNow, hop::assigned);
  }

  void run() {
    consumer.subscribe(spec.topics().stream().map(Topic::name).toList(), assignment);
    while (!hop.isStopping()) {
      if (!spec.open().getAsBoolean()) {
        poll(HELD_BACK, false);
        commitSoon();
        continue;
      }
      var raw = gather();
      if (raw.isEmpty()) {
        metrics.idle();
      } else {
        handle(raw);
      }
      commitSoon();
    }
    commitNow();
  }

  /**
   * Takes what is there. A small batch waits a little for more, but only while records keep coming:
   * a backlog fills the batch by itself, and a lone record goes on at once.
   */
  private List<ConsumerRecord<byte[], byte[]>> gather() {
    var asked = System.nanoTime();
    var raw = poll(POLL, true);
    var busy = System.nanoTime() - asked < BUSY_NANOS;
    if (!raw.isEmpty() && raw.size() < SMALL && busy && !spec.gather().isZero()) {
      pause(spec.gather());
      raw.addAll(poll(Duration.ZERO, true));
    }
    return raw;
  }

  private List<ConsumerRecord<byte[], byte[]>> poll(Duration wait, boolean fetch) {
    if (fetch) {
      var runnable = new HashSet<>(consumer.paused());
      runnable.removeAll(assignment.stopped());
      consumer.resume(runnable);
    } else {
      consumer.pause(consumer.assignment());
    }
    var raw = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    consumer.poll(wait).forEach(raw::add);
    return raw;
  }

  private void handle(List<ConsumerRecord<byte[], byte[]>> raw) {
    var batch = reader.read(raw);
    metrics.oldest(raw.getFirst().timestamp());
    var started = System.nanoTime();
    if (!batch.isEmpty() && !attempt(batch)) {
      oneByOne(raw, batch);
    }
    metrics.handled(batch.size(), System.nanoTime() - started);
    handled.putAll(batch.next());
  }

  /**
   * A batch that fails by no passing fault is taken apart, so that one record cannot stop the rest.
   */
  private void oneByOne(List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> readable) {
    var positions = readable.stream().map(HopSession::position).collect(Collectors.toSet());
    for (var record : raw) {
      if (!positions.contains(record.topic() + "/" + record.partition() + "/" + record.offset())) {
        continue; // In quarantine already, or none of this hop's business.
      }
      var single = reader.read(List.of(record));
      var handled = single.isEmpty();
      for (int tries = 0; !handled && tries < POISON_AFTER; tries++) {
        handled = attempt(single);
      }
      if (!handled) {
        quarantine.put(spec.name(), record, "its handling fails each time; see the log");
      }
    }
  }

  private static String position(Received<?> received) {
    return received.topic() + "/" + received.partition() + "/" + received.offset();
  }

  /** Repeats while the fault is one that passes; false if it is not. */
  private boolean attempt(Batch<T> batch) {
    for (long pause = 20; ; pause = Math.min(pause * 2, 1_000)) {
      try {
        spec.handler().handle(batch);
        return true;
      } catch (Exception e) {
        requireStillOurs(batch);
        if (!Faults.isTransient(e)) {
          LOG.errorf(e, "hop %s: a batch of %d cannot be handled", spec.name(), batch.size());
          return false;
        }
        LOG.warnf("hop %s tries again in %d ms: %s", spec.name(), pause, e.toString());
        metrics.retried();
        keepMembership(Duration.ofMillis(pause));
        requireStillOurs(batch);
      }
    }
  }

  private void keepMembership(Duration pause) {
    var until = System.nanoTime() + pause.toNanos();
    do {
      // Everything is paused, so this brings no records; it only shows the group that we live.
      poll(Duration.ofMillis(20), false);
    } while (System.nanoTime() < until && !hop.isStopping());
  }

  private void requireStillOurs(Batch<T> batch) {
    if (hop.isStopping()) {
      throw new TransientFaultException("the service is stopping; the batch stays uncommitted");
    }
    if (!consumer.assignment().containsAll(batch.next().keySet())) {
      throw new TransientFaultException("a partition went to another member during a retry");
    }
  }

  private void commitSoon() {
    if (System.nanoTime() - committedAt >= COMMIT_EVERY_NANOS && !handled.isEmpty()) {
      consumer.commitAsync(
          positions(),
          (_, failure) -> {
            if (failure != null) {
              LOG.debugf("hop %s: a commit did not go through: %s", spec.name(), failure);
            }
          });
      handled.clear();
      committedAt = System.nanoTime();
    }
  }

  private void commitNow() {
    if (!handled.isEmpty()) {
      consumer.commitSync(positions(), Duration.ofSeconds(5));
      handled.clear();
    }
  }

  private Map<TopicPartition, OffsetAndMetadata> positions() {
    var positions = new HashMap<TopicPartition, OffsetAndMetadata>();
    handled.forEach((partition, next) -> positions.put(partition, new OffsetAndMetadata(next)));
    return positions;
  }

  private static void pause(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
