package dev.sequitur.executor.effect;

import dev.sequitur.executor.ExecutorConfig;
import dev.sequitur.executor.ExecutorMetrics;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** How much is parked, and whether more may be taken in. */
@ApplicationScoped
class Backlog {

  private final ExecutorConfig config;
  private final ExecutorMetrics metrics;
  private final AtomicLong parked = new AtomicLong();
  private volatile boolean recovered;

  Backlog(ExecutorConfig config, ExecutorMetrics metrics) {
    this.config = config;
    this.metrics = metrics;
  }

  /** False until what was left open has been taken up, and while too much is parked. */
  boolean isOpen() {
    return recovered && parked.get() < config.parkedAtMost();
  }

  boolean isRecovered() {
    return recovered;
  }

  void recovered() {
    recovered = true;
  }

  /** More was parked; counted exactly every few seconds. */
  void parked(int more) {
    metrics.parked(parked.addAndGet(more));
  }

  /** Nothing is due: what is still parked, if anything, waits for its next attempt. */
  void nothingDue() {
    if (parked.get() > 0) {
      counted(0);
    }
  }

  void counted(long exactly) {
    parked.set(exactly);
    metrics.parked(exactly);
  }
}
