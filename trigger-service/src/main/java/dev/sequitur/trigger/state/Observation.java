package dev.sequitur.trigger.state;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.sequitur.trigger.schedule.FireView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is seen of a published trigger that is not suspended.
 *
 * @param reason a code, and what is behind it; null if there is nothing to be said
 * @param nextInstant the nominal instant that comes next; of schedules only
 */
public record Observation(
    Condition condition,
    @Nullable String reason,
    @Nullable LastEvent lastEvent,
    @Nullable LastRefusal lastRefusal,
    @Nullable FireView lastFiring,
    @Nullable Instant nextInstant) {

  /** One of which nothing has been seen yet. */
  public static Observation blank(Condition condition, @Nullable String reason) {
    return new Observation(condition, reason, null, null, null, null);
  }

  /** How it is. */
  public enum Condition {
    /** Published a moment ago: it is about to begin. */
    STARTING,
    RUNNING,
    FAILING,
    BACKING_OFF
  }

  /** The event that it made last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastEvent(@Nullable UUID id, @Nullable Instant at) {}

  /**
   * What it refused last.
   *
   * @param inARow refusals since its last event; of topics whether there was one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record LastRefusal(@Nullable String code, @Nullable Instant at, long inARow) {}
}
