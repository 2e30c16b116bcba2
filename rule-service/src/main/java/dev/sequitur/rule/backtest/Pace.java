package dev.sequitur.rule.backtest;

import java.util.concurrent.locks.LockSupport;

/** Holds a reader back to a rate: what it does not take is there for live events. */
final class Pace {

  private static final long SECOND = 1_000_000_000L;

  /** A reader that waited for records may catch up by so much, and no more. */
  private static final long SLACK = SECOND / 10;

  private final int perSecond;
  private long due;

  Pace(int perSecond, long now) {
    this.perSecond = perSecond;
    this.due = now;
  }

  /** Waits until so many more may be taken. */
  void taken(long records) {
    long now = System.nanoTime();
    due = Math.max(due, now - SLACK) + records * SECOND / perSecond;
    if (due > now) {
      LockSupport.parkNanos(due - now);
    }
  }
}
