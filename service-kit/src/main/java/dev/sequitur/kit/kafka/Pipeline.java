package dev.sequitur.kit.kafka;

import dev.sequitur.kit.trace.BatchSpan;
import java.util.ArrayDeque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The batches of a hop on their way, in order: a few of an {@link Overlapping} handler, otherwise
 * one. A batch counts as handled when it and all before it are.
 */
final class Pipeline<T> {

  private static final Logger LOG = Logger.getLogger(Pipeline.class);

  /** Enough to keep the broker busy, and little to do again when one fails. */
  private static final int MOST = 3;

  private record Begun<T>(
      List<ConsumerRecord<byte[], byte[]>> raw,
      Batch<T> batch,
      BatchSpan span,
      long atNanos,
      Overlapping.Rest rest) {

    /** Waits for its end; what went wrong, or null. */
    @Nullable Throwable end() {
      try (span) {
        rest.await();
        return null;
      } catch (Exception | StackOverflowError | LinkageError e) {
        span.failed(e);
        return e;
      }
    }
  }

  private final HopSpec<T> spec;
  private final Handling<T> handling;
  private final HopMetrics metrics;
  private final ArrayDeque<Begun<T>> begun = new ArrayDeque<>();

  Pipeline(HopSpec<T> spec, Handling<T> handling, HopMetrics metrics) {
    this.spec = spec;
    this.handling = handling;
    this.metrics = metrics;
  }

  boolean isEmpty() {
    return begun.isEmpty();
  }

  /** Handles a batch, or begins to. */
  void take(List<ConsumerRecord<byte[], byte[]>> raw) {
    var batch = handling.read(raw);
    if (spec.handler() instanceof Overlapping<T> handler && !batch.isEmpty()) {
      if (begun.size() == MOST) {
        endFirst();
      }
      begin(handler, raw, batch);
    } else {
      end();
      handling.handle(raw, batch);
    }
  }

  private void begin(
      Overlapping<T> handler, List<ConsumerRecord<byte[], byte[]>> raw, Batch<T> batch) {
    var span = handling.span(batch);
    var atNanos = System.nanoTime();
    try {
      begun.add(new Begun<>(raw, batch, span, atNanos, handler.begin(batch)));
    } catch (Exception | StackOverflowError | LinkageError e) {
      span.failed(e);
      span.close();
      end();
      handling.handleAgain(raw, batch, e);
    }
  }

  /** Returns when all is handled that was begun; what fails is tried again. */
  void end() {
    while (!begun.isEmpty()) {
      endFirst();
    }
  }

  private void endFirst() {
    var first = begun.removeFirst();
    var fault = endOf(first);
    if (fault == null) {
      handled(first);
      return;
    }
    var behind = List.copyOf(begun);
    begun.clear();
    // What they said may be there or not: it is said again, in order, after the one that failed.
    behind.forEach(Begun::end);
    handling.handleAgain(first.raw(), first.batch(), fault);
    for (var next : behind) {
      handling.requireStillOurs(next.batch());
      handling.handle(next.raw(), next.batch());
    }
  }

  /**
   * Waits for what was begun and tries nothing again: the partitions go, or the service ends.
   *
   * @return false if a batch failed; it and those behind it do not count as handled
   */
  boolean drain() {
    var whole = true;
    while (!begun.isEmpty()) {
      var first = begun.removeFirst();
      var fault = endOf(first);
      if (fault != null) {
        LOG.warnf("hop %s leaves a batch to whom comes next: %s", spec.name(), fault.toString());
        whole = false;
      } else if (whole) {
        handled(first);
      }
    }
    return whole;
  }

  private @Nullable Throwable endOf(Begun<T> first) {
    try {
      return first.end();
    } catch (Error e) {
      // It was not handled: nothing behind it may count as handled when the session is closed.
      begun.clear();
      throw e;
    }
  }

  private void handled(Begun<T> first) {
    metrics.handled(first.batch().size(), System.nanoTime() - first.atNanos());
    handling.handled(first.batch());
  }
}
