package dev.sequitur.kit.kafka;

import dev.sequitur.kit.trace.BatchSpan;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** What becomes of the records of one poll: read, handled, tried again, or put aside one by one. */
final class Handling<T> {

  private static final Logger LOG = Logger.getLogger(Handling.class);

  /** A record that fails this often alone, by no passing fault, is poison. */
  private static final int POISON_AFTER = 3;

  /** The group that the hop is a member of while it tries again. */
  interface Membership {

    /** Stays a member for the time of a pause. */
    void keep(Duration pause);

    /** Throws if the batch may not be handled here any more. */
    void requireStillOurs(Batch<?> batch);

    /** Every record of the batch is handled or put aside, and all before them are. */
    void handled(Batch<?> batch);
  }

  private final HopSpec<T> spec;
  private final Quarantine quarantine;
  private final HopMetrics metrics;
  private final Membership membership;
  private final BatchReader<T> reader;

  Handling(HopSpec<T> spec, Quarantine quarantine, HopMetrics metrics, Membership membership) {
    this.spec = spec;
    this.quarantine = quarantine;
    this.metrics = metrics;
    this.membership = membership;
    this.reader = new BatchReader<>(spec, quarantine);
  }

  /** The records that can be read; the others are put aside. */
  Batch<T> read(List<ConsumerRecord<byte[], byte[]>> raw) {
    return reader.read(raw);
  }

  /** Returns when every record is handled or put aside. */
  void handle(List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> batch) {
    handle(raw, batch, null);
  }

  /** The same for a batch that has failed once. */
  void handleAgain(List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> batch, Throwable fault) {
    handle(raw, batch, fault);
  }

  void requireStillOurs(Batch<T> batch) {
    membership.requireStillOurs(batch);
  }

  void handled(Batch<T> batch) {
    membership.handled(batch);
  }

  private void handle(
      List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> batch, @Nullable Throwable earlier) {
    var started = System.nanoTime();
    if (mattersToHandler(batch) && !attempt(batch, earlier)) {
      oneByOne(raw, batch);
    }
    metrics.handled(batch.size(), System.nanoTime() - started);
    handled(batch);
  }

  /**
   * A batch that fails by no passing fault is taken apart, so that one record cannot stop the rest.
   */
  private void oneByOne(List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> readable) {
    for (var received : readable) {
      var partition = new TopicPartition(received.topic(), received.partition());
      var single = new Batch<>(List.of(received), Map.of(partition, received.offset() + 1));
      var handled = false;
      for (int tries = 0; !handled && tries < POISON_AFTER; tries++) {
        handled = attempt(single, null);
      }
      if (!handled) {
        var record = raw.stream().filter(one -> isOf(received, one)).findFirst().orElseThrow();
        quarantine.put(spec.name(), record, "its handling fails each time; see the log");
      }
    }
    var rest = new Batch<T>(List.of(), readable.next());
    if (mattersToHandler(rest) && !attempt(rest, null)) {
      LOG.errorf("hop %s: positions after poison are not stored: %s", spec.name(), rest.next());
    }
  }

  /** A handler that stores positions hears of those too that hold no record of its own. */
  private boolean mattersToHandler(Batch<T> batch) {
    return !batch.isEmpty() || spec.offsets() != null;
  }

  private static boolean isOf(Received<?> received, ConsumerRecord<byte[], byte[]> record) {
    return record.offset() == received.offset()
        && record.partition() == received.partition()
        && record.topic().equals(received.topic());
  }

  /** Repeats while the fault is one that passes; false if it is not. */
  private boolean attempt(Batch<T> batch, @Nullable Throwable earlier) {
    var fault = earlier == null ? call(batch) : earlier;
    for (long pause = 20; fault != null; pause = Math.min(pause * 2, 1_000)) {
      membership.requireStillOurs(batch);
      if (!Faults.isTransient(fault)) {
        LOG.errorf(fault, "hop %s: a batch of %d cannot be handled", spec.name(), batch.size());
        return false;
      }
      LOG.warnf("hop %s tries again in %d ms: %s", spec.name(), pause, fault.toString());
      metrics.retried();
      membership.keep(Duration.ofMillis(pause));
      membership.requireStillOurs(batch);
      fault = call(batch);
    }
    return true;
  }

  /** What went wrong, or null. */
  private @Nullable Throwable call(Batch<T> batch) {
    try (var span = span(batch)) {
      try {
        spec.handler().handle(batch);
        return null;
      } catch (Exception | StackOverflowError | LinkageError e) {
        span.failed(e);
        return e;
      }
    }
  }

  BatchSpan span(Batch<T> batch) {
    return BatchSpan.start(spec.name(), batch.size(), batch.stream().map(Received::traceParent));
  }
}
