package dev.sequitur.trigger.firing;

import dev.sequitur.kit.problem.CommonProblem;
import dev.sequitur.trigger.schedule.FireView.State;
import dev.sequitur.trigger.schedule.Fires;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which firings are asked for. */
record FiringQuery(Instant before, List<State> states) {

  static FiringQuery of(@Nullable String state, @Nullable String after, int limit) {
    if (limit < 1 || limit > 500) {
      throw CommonProblem.VALIDATION_FAILED.with("limit must be between 1 and 500.");
    }
    return new FiringQuery(before(after), states(state));
  }

  private static Instant before(@Nullable String after) {
    try {
      var instant = after == null ? Fires.LATEST : Instant.parse(after);
      return instant.isAfter(Fires.LATEST) || instant.isBefore(Instant.EPOCH)
          ? Fires.LATEST
          : instant;
    } catch (DateTimeParseException e) {
      throw CommonProblem.VALIDATION_FAILED.with("after must be the next of an earlier page.");
    }
  }

  private static List<State> states(@Nullable String state) {
    if (state == null) {
      return List.of(State.values());
    }
    try {
      return List.of(State.valueOf(state));
    } catch (IllegalArgumentException e) {
      throw CommonProblem.VALIDATION_FAILED.with("state must be FIRED, MISFIRED or SKIPPED.");
    }
  }
}
