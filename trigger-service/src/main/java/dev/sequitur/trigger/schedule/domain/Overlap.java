package dev.sequitur.trigger.schedule.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of instants that come while runs of the firing before are still going.
 *
 * @param atMost how long a firing counts as going on, though nothing is heard of its runs' end
 */
public record Overlap(Policy policy, Duration atMost) {

  /** Instants that wait under {@link Policy#BUFFER_ALL}; of more of them the latest. */
  public static final int MOST_WAITING = 1_000;

  /** How long is waited for the end of runs where a schedule does not say. */
  public static final Duration PATIENCE = Duration.ofDays(1);

  /** They fire: nobody asks what still goes on. */
  public static final Overlap ALLOW = new Overlap(Policy.ALLOW, PATIENCE);

  /** What becomes of them. */
  public enum Policy {
    /** They fire all the same. */
    ALLOW(0),
    /** They are let go. */
    SKIP(0),
    /** The latest waits; those before it are let go. */
    BUFFER_ONE(1),
    /** They wait, and fire one after another. */
    BUFFER_ALL(MOST_WAITING),
    /** The latest waits, as under {@link #BUFFER_ONE}; what still goes on is cancelled for it. */
    CANCEL_RUNNING(1);

    private final int waiting;

    Policy(int waiting) {
      this.waiting = waiting;
    }
  }

  /**
   * The firing before.
   *
   * @param overAt when its runs were heard to be over; null while they are not
   */
  public record Before(Instant firedAt, @Nullable Instant overAt) {}

  /**
   * How a schedule stands at a moment.
   *
   * @param isBusy whether something is going on
   * @param until when that ends at the latest; of what is free, when it ended
   * @param mayWait how many instants may wait meanwhile
   */
  public record Occupancy(boolean isBusy, Instant until, int mayWait) {}

  public boolean isAllowed() {
    return policy == Policy.ALLOW;
  }

  /** Whether what goes on is cancelled for an instant that waits. */
  public boolean cancels() {
    return policy == Policy.CANCEL_RUNNING;
  }

  /** How a schedule stands after its latest firing; null if there was none. */
  public Occupancy after(@Nullable Before before, Instant now) {
    if (before == null) {
      return new Occupancy(false, Instant.MIN, policy.waiting);
    }
    if (before.overAt() != null) {
      return new Occupancy(false, before.overAt(), policy.waiting);
    }
    var bound = before.firedAt().plus(atMost);
    return new Occupancy(now.isBefore(bound), bound, policy.waiting);
  }

  /** Whether a firing is not waited for any longer, without having heard that it is over. */
  public boolean givesUp(@Nullable Before before, Instant now) {
    return before != null && before.overAt() == null && !after(before, now).isBusy();
  }
}
