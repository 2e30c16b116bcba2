package dev.sequitur.reporting.live;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A client that waits for a workspace's sequence to move. Nothing is kept for it but a number. */
final class Listener {

  private final String workspace;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition moved = lock.newCondition();
  private long latest;
  private boolean over;

  Listener(String workspace) {
    this.workspace = workspace;
  }

  String workspace() {
    return workspace;
  }

  /** The sequence has got so far. */
  void heard(long sequence) {
    lock.lock();
    try {
      if (sequence > latest) {
        latest = sequence;
        moved.signalAll();
      }
    } finally {
      lock.unlock();
    }
  }

  /** There will be no more. */
  void end() {
    lock.lock();
    try {
      over = true;
      moved.signalAll();
    } finally {
      lock.unlock();
    }
  }

  boolean isOver() {
    lock.lock();
    try {
      return over;
    } finally {
      lock.unlock();
    }
  }

  /** Waits until there is something after {@code sequence}; false if there was nothing in time. */
  boolean await(long sequence, Duration patience) throws InterruptedException {
    var left = patience.toNanos();
    lock.lock();
    try {
      while (latest <= sequence && !over && left > 0) {
        left = moved.awaitNanos(left);
      }
      return latest > sequence;
    } finally {
      lock.unlock();
    }
  }
}
