package dev.sequitur.kit.kafka;

import dev.sequitur.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;

/** A hop's life with one consumer, from joining the group to leaving it. */
final class HopSession<T> implements Handling.Membership, Assignment.Owner {

  private static final Logger LOG = Logger.getLogger(HopSession.class);
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration HELD_BACK = Duration.ofMillis(5);
  private static final long COMMIT_EVERY_NANOS = Duration.ofMillis(100).toNanos();
  private static final long BUSY_NANOS = Duration.ofMillis(10).toNanos();
  private static final int SMALL = 100;
  private static final Duration ONE_FETCH = Duration.ofMillis(2);
  private static final int FETCHES = 3;

  private final Hop<T> hop;
  private final HopSpec<T> spec;
  private final Consumer<byte[], byte[]> consumer;
  private final HopMetrics metrics;
  private final Assignment assignment;
  private final Pipeline<T> pipeline;
  private final Map<TopicPartition, Long> handled = new HashMap<>();
  private long committedAt = System.nanoTime();
  private long gatheredAt = System.nanoTime();
  private boolean broken;

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
    this.metrics = metrics;
    this.pipeline = new Pipeline<>(spec, new Handling<>(spec, quarantine, metrics, this), metrics);
    this.assignment = new Assignment(consumer, spec.offsets(), gaps, this);
  }

  void run() {
    consumer.subscribe(spec.topics().stream().map(Topic::name).toList(), assignment);
    while (!hop.isStopping()) {
      if (!spec.open().getAsBoolean()) {
        pipeline.end();
        poll(HELD_BACK, false);
        commitSoon();
        continue;
      }
      var raw = gather();
      if (raw.isEmpty()) {
        metrics.idle();
      } else {
        metrics.oldest(raw.getFirst().timestamp());
        pipeline.take(raw);
      }
      commitSoon();
    }
    beforeLoss();
  }

  /**
   * Takes what is there. A small batch waits a little for more, but only while records keep coming:
   * a backlog fills the batch by itself, and a lone record goes on at once.
   */
  private List<ConsumerRecord<byte[], byte[]>> gather() {
    var raw = next();
    if (raw.isEmpty()) {
      return raw;
    }
    if (raw.size() < SMALL && isBusy(raw.size()) && isToGather()) {
      pause(spec.gather());
      gatherRest(raw);
      // The second poll may have handed a partition on; its records are another member's now.
      raw.removeIf(record -> !consumer.assignment().contains(partition(record)));
    }
    gatheredAt = System.nanoTime();
    return raw;
  }

  /** For a patient hop the broker has gathered already. */
  private boolean isToGather() {
    return !spec.gather().isZero() && !spec.isPatient();
  }

  /** By the pace of records, whatever their handling takes: else gathering would keep itself up. */
  private boolean isBusy(int records) {
    return (System.nanoTime() - gatheredAt) / records < BUSY_NANOS;
  }

  private List<ConsumerRecord<byte[], byte[]>> next() {
    if (pipeline.isEmpty()) {
      return poll(POLL, true);
    }
    var raw = poll(ONE_FETCH, true);
    if (raw.isEmpty()) {
      pipeline.end();
    }
    return raw;
  }

  /**
   * A fetch was answered with the first record that came and none was sent since: what has come up
   * meanwhile is in the answer to the next.
   */
  private void gatherRest(List<ConsumerRecord<byte[], byte[]>> raw) {
    for (int fetches = 0; fetches < FETCHES; fetches++) {
      var more = poll(ONE_FETCH, true);
      if (more.isEmpty()) {
        return;
      }
      raw.addAll(more);
    }
  }

  private static TopicPartition partition(ConsumerRecord<byte[], byte[]> record) {
    return new TopicPartition(record.topic(), record.partition());
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
    if (broken) {
      throw new TransientFaultException("a batch was not handled when its partitions moved");
    }
    return raw;
  }

  @Override
  public void handled(Batch<?> batch) {
    handled.putAll(batch.next());
  }

  @Override
  public void assigned() {
    hop.assigned();
  }

  /** What is under way is waited for; what fails now is its next owner's to handle. */
  @Override
  public void beforeLoss() {
    broken |= !pipeline.drain();
    commitNow();
  }

  @Override
  public void lost(Collection<TopicPartition> partitions) {
    broken |= !pipeline.drain();
    handled.keySet().removeAll(partitions);
  }

  @Override
  public void keep(Duration pause) {
    var until = System.nanoTime() + pause.toNanos();
    do {
      // Everything is paused, so this brings no records; it only shows the group that we live.
      poll(Duration.ofMillis(20), false);
    } while (System.nanoTime() < until && !hop.isStopping());
  }

  @Override
  public void requireStillOurs(Batch<?> batch) {
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
          (positions, failure) -> {
            if (failure != null) {
              LOG.debugf("hop %s: a commit did not go through: %s", spec.name(), failure);
              // Again with the next one, unless a later position has come up meanwhile.
              positions.forEach((partition, at) -> handled.putIfAbsent(partition, at.offset()));
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
    // The position of a partition that was lost is its new member's to commit.
    handled.keySet().retainAll(consumer.assignment());
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
