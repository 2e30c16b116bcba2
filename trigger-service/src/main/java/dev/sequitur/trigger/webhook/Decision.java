package dev.sequitur.trigger.webhook;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of a request to a webhook. */
sealed interface Decision {

  /** It is an event; it counts once the broker has acknowledged it. */
  record Accepted(AcceptedEvent event) implements Decision {}

  /**
   * The filter does not let it through: no event.
   *
   * @param code why the filter could not be told, null if it is just false
   */
  record Filtered(@Nullable String code) implements Decision {}

  /** The sender asks whether the address is ours: it is answered, and no event. */
  record Challenged(String challenge) implements Decision {}

  /** It is refused. */
  record Refused(ProblemCode code, String detail, List<Violation> errors) implements Decision {

    Refused(ProblemCode code, String detail) {
      this(code, detail, List.of());
    }
  }
}
