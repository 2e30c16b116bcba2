package dev.sequitur.executor.lane;

import dev.sequitur.executor.ExecutorConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Places for calls in flight: so many in all, so many a lane. A place is held from before the claim
 * until the outcome is committed, so a killed process leaves no more than that many effects whose
 * calls are repeated.
 */
@ApplicationScoped
public class Lanes {

  /**
   * A lane whose calls answer within this is worth waiting for instead of parking. Full, such a
   * lane takes a batch of commands in a fifth of a second. Parking costs about as much again as the
   * rest of a run: on a machine that has no more to give it would make everything slower yet.
   */
  private static final long QUICK_NANOS = 250_000_000;

  /** How a call left its lane. */
  public enum Ending {
    /** The target answered, whatever it said, short of failing. */
    HEALTHY,
    /** The target failed or could not be reached. */
    FAILING,
    /** Nothing was learnt about the target. */
    UNDECIDED
  }

  private final int most;
  private final int mostPerLane;
  private final LongSupplier nanoTime;
  private final Map<Lane, Places> lanes = new HashMap<>();
  private int inFlight;

  @Inject
  Lanes(ExecutorConfig config) {
    this(config.callsInFlight(), config.callsPerHost(), System::nanoTime);
  }

  Lanes(int most, int mostPerLane, LongSupplier nanoTime) {
    this.most = most;
    this.mostPerLane = mostPerLane;
    this.nanoTime = nanoTime;
  }

  /** Takes a place for a first attempt; false if there is none or the target's breaker is open. */
  public synchronized boolean take(Lane lane) {
    return take(lane, 1, false) == 1;
  }

  /** Takes up to {@code wanted} places, and says how many there were. */
  public synchronized int take(Lane lane, int wanted, boolean retries) {
    var places = places(lane);
    var granted = Math.min(wanted, Math.min(most - inFlight, places.free(retries)));
    for (int i = 0; i < granted; i++) {
      places.begins(retries);
      inFlight++;
    }
    return Math.max(granted, 0);
  }

  /** Gives a place back that was not used. */
  public synchronized void putBack(Lane lane, int count, boolean retries) {
    for (int i = 0; i < count; i++) {
      places(lane).putBack(retries);
      inFlight--;
    }
    notifyAll();
  }

  /** A call is over and its outcome is committed. Whoever releases many announces them together. */
  public synchronized void release(Lane lane, Ending ending, boolean retry, long callNanos) {
    places(lane).ends(ending, retry, callNanos);
    inFlight--;
  }

  /** Wakes those who wait for places. */
  public synchronized void announce() {
    notifyAll();
  }

  /** Waits until places may have become free, at most so long. */
  public synchronized void awaitRelease(long millis) throws InterruptedException {
    wait(Math.max(millis, 1));
  }

  /** Waits until so many places are free in a lane, at most so long. */
  public synchronized void awaitPlaces(Lane lane, int wanted, long millis)
      throws InterruptedException {
    var until = nanoTime.getAsLong() + millis * 1_000_000;
    var left = millis;
    while (left > 0 && Math.min(most - inFlight, places(lane).free(false)) < wanted) {
      wait(left);
      left = (until - nanoTime.getAsLong()) / 1_000_000;
    }
  }

  /** True if the lane's calls come back so soon that waiting beats parking. */
  public synchronized boolean isQuick(Lane lane) {
    var places = lanes.get(lane);
    return places == null || (!places.breaker.isOpen() && places.meanNanos < QUICK_NANOS);
  }

  /** Its calls do not come back: until they do, nobody waits for them. */
  public synchronized void markStuck(Lane lane) {
    var places = places(lane);
    places.meanNanos = Math.max(places.meanNanos, QUICK_NANOS * 2.0);
  }

  public synchronized int free() {
    return most - inFlight;
  }

  public synchronized int inFlight() {
    return inFlight;
  }

  public synchronized long breakersOpen() {
    return lanes.values().stream().filter(places -> places.breaker.isOpen()).count();
  }

  /** Forgets lanes that nothing is under way in and whose target is well. */
  public synchronized void tidy() {
    List<Lane> idle = new ArrayList<>();
    lanes.forEach(
        (lane, places) -> {
          if (places.taken == 0 && !places.breaker.isOpen()) {
            idle.add(lane);
          }
        });
    idle.forEach(lanes::remove);
  }

  private Places places(Lane lane) {
    return lanes.computeIfAbsent(lane, _ -> new Places());
  }

  private final class Places {

    private final CircuitBreaker breaker = new CircuitBreaker();
    private final RetryBudget budget = new RetryBudget(nanoTime.getAsLong());
    private int taken;
    private double meanNanos;

    int free(boolean retries) {
      var now = nanoTime.getAsLong();
      if (!breaker.allows(now)) {
        return 0;
      }
      var room = breaker.isOpen() ? 1 : mostPerLane - taken;
      return retries ? Math.min(room, budget.available(now)) : room;
    }

    void begins(boolean retry) {
      taken++;
      breaker.begins();
      if (retry) {
        budget.retry();
      } else {
        budget.firstAttempt();
      }
    }

    void putBack(boolean retry) {
      taken--;
      breaker.undecided();
      if (retry) {
        budget.retrySucceeded();
      }
    }

    void ends(Ending ending, boolean retry, long callNanos) {
      taken--;
      meanNanos += (callNanos - meanNanos) / 16;
      switch (ending) {
        case HEALTHY -> {
          breaker.succeeded();
          if (retry) {
            budget.retrySucceeded();
          }
        }
        case FAILING -> breaker.failed(nanoTime.getAsLong());
        case UNDECIDED -> breaker.undecided();
      }
    }
  }
}
