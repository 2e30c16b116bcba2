package dev.sequitur.kit.kafka;

import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;

/**
 * Those that many records wait for: a count, and one wake-up when the last of them has come. One
 * thread sends and waits.
 */
public final class Acknowledgements {

  private final AtomicInteger missing = new AtomicInteger();
  private volatile @Nullable Exception failure;

  void expectOne() {
    missing.incrementAndGet();
  }

  /** Called on the producer's thread, once for each record. */
  void told(@Nullable RecordMetadata metadata, @Nullable Exception failed) {
    if (failed != null && failure == null) {
      failure = failed;
    }
    if (missing.decrementAndGet() == 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /**
   * Waits until each record that was sent is acknowledged or has failed; within 11 s of the last.
   *
   * @throws Exception the first failure; some of the records may exist all the same
   */
  public void await() throws Exception {
    synchronized (this) {
      while (missing.get() > 0) {
        wait();
      }
    }
    if (failure != null) {
      throw failure;
    }
  }
}
