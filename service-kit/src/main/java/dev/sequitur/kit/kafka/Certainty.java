package dev.sequitur.kit.kafka;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Until which instant a log is certainly known, and until which somebody needs to know it. One
 * thread reads the log, one asks for its end, and any number wait.
 */
final class Certainty {

  private static final long STEP_NANOS = Duration.ofMillis(20).toNanos();

  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Instant until = Instant.MIN;
  private volatile Instant neededUntil = Instant.MIN;
  private long position;
  private boolean left;

  Certainty(InstantSource clock) {
    this.clock = clock;
  }

  Instant until() {
    return until;
  }

  boolean isThere() {
    return until.isAfter(Instant.MIN);
  }

  /** Has the end asked for, if what is known does not reach so far. */
  void need(Instant instant) {
    if (!instant.isAfter(neededUntil)) {
      return;
    }
    var now = clock.instant();
    change(
        () -> {
          // Of the future nothing is known, however often it is asked.
          neededUntil = instant.isBefore(now) ? instant : now;
        });
  }

  /** False if everything until {@code instant} has not become known within {@code patience}. */
  boolean await(Instant instant, Duration patience) throws InterruptedException {
    if (!until.isBefore(instant)) {
      return true;
    }
    var nanos = patience.toNanos();
    lock.lockInterruptibly();
    try {
      while (until.isBefore(instant)) {
        if (nanos <= 0) {
          return false;
        }
        need(instant);
        var step = Math.min(nanos, STEP_NANOS);
        nanos -= step - changed.awaitNanos(step);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until the end has to be asked for; false if the log is left. */
  boolean awaitNeed() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!left && isThere() && !until.isBefore(neededUntil)) {
        changed.await();
      }
      return !left;
    } finally {
      lock.unlock();
    }
  }

  /** The log was read up to this offset. */
  void reached(long next) {
    change(() -> position = next);
  }

  /** Waits until the log was read up to an offset; false if the log is left. */
  boolean awaitReached(long end) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (!left && position < end) {
        changed.await();
      }
      return !left;
    } finally {
      lock.unlock();
    }
  }

  /** What was appended before this instant has been heard. */
  void advance(Instant instant) {
    change(() -> until = instant);
  }

  void leave() {
    change(() -> left = true);
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
