package dev.sequitur.rule.past;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * Consumers that are kept for a while after they were used: making one, with its connections and
 * what it has to learn of the cluster, takes many times as long as reading a record. Each is with
 * one thread at a time.
 */
final class Consumers implements AutoCloseable {

  /** Of those that nobody uses: more people than that rarely ask at once. */
  static final int MOST_KEPT = 2;

  private final Supplier<? extends Consumer<byte[], byte[]>> maker;
  private final long idleNanos;
  private final Deque<Kept> kept = new ArrayDeque<>();
  private boolean isClosed;

  /**
   * @param idle after which one is closed, once somebody looks
   */
  Consumers(Supplier<? extends Consumer<byte[], byte[]>> maker, Duration idle) {
    this.maker = maker;
    this.idleNanos = idle.toNanos();
  }

  private record Kept(Consumer<byte[], byte[]> consumer, long since) {}

  /** One that is kept, or a new one; to be given back, or closed where it has failed. */
  Consumer<byte[], byte[]> take() {
    synchronized (kept) {
      if (!kept.isEmpty()) {
        return kept.removeLast().consumer();
      }
    }
    return maker.get();
  }

  /** Uses one; where that fails it is not used again. */
  <R> R use(Function<Consumer<byte[], byte[]>, R> use) {
    var consumer = take();
    try {
      var result = use.apply(consumer);
      giveBack(consumer);
      return result;
    } catch (RuntimeException e) {
      consumer.close();
      throw e;
    }
  }

  /** What it has fetched and nobody read is let go of. */
  void giveBack(Consumer<byte[], byte[]> consumer) {
    consumer.unsubscribe();
    synchronized (kept) {
      if (!isClosed && kept.size() < MOST_KEPT) {
        kept.addLast(new Kept(consumer, System.nanoTime()));
        return;
      }
    }
    consumer.close();
  }

  /** Closes those that nobody has used for long. */
  void closeIdle() {
    removed(System.nanoTime() - idleNanos).forEach(one -> one.consumer().close());
  }

  /** Closes all that are kept; those in use are closed when they are given back. */
  @Override
  public void close() {
    synchronized (kept) {
      isClosed = true;
    }
    removed(System.nanoTime()).forEach(one -> one.consumer().close());
  }

  private List<Kept> removed(long usedBefore) {
    synchronized (kept) {
      var old =
          new ArrayList<>(kept.stream().filter(one -> one.since() - usedBefore <= 0).toList());
      kept.removeAll(old);
      return old;
    }
  }
}
