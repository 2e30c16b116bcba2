package dev.sequitur.local.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something outside this process that can only be asked, not listened to. */
public final class Await {

  private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(200);

  private Await() {}

  /** Asks at growing intervals until the answer is yes (true) or the time is over (false). */
  public static boolean until(Duration limit, BooleanSupplier condition) {
    long deadline = System.nanoTime() + limit.toNanos();
    Duration pause = FIRST_PAUSE;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline || !pauseFor(pause)) {
        return false;
      }
      Duration longer = pause.multipliedBy(3).dividedBy(2);
      pause = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
    }
    return true;
  }

  private static boolean pauseFor(Duration pause) {
    try {
      Thread.sleep(pause);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
