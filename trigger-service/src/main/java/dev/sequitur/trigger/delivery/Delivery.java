package dev.sequitur.trigger.delivery;

import dev.sequitur.kit.problem.ProblemCode;
import dev.sequitur.kit.problem.Violation;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call of a webhook and what came of it. It holds nothing of what was sent: no header, no
 * signature, no body.
 *
 * @param version of the trigger that was called
 * @param verifier as it is written in a spec: how the sender was to prove itself
 * @param bytes of the body; null if it was not read to its end and its length was not announced
 */
public record Delivery(
    Instant at, int version, String verifier, @Nullable Long bytes, Verdict verdict) {

  /** What came of it. */
  public sealed interface Verdict {

    /** An event, which the broker has acknowledged. */
    record Accepted(UUID event) implements Verdict {}

    /**
     * The filter has kept it out.
     *
     * @param code why the filter could not be told, null if it is just false
     */
    record Filtered(@Nullable String code) implements Verdict {}

    /** The sender asked whether the address is ours, and was answered. */
    record Challenged() implements Verdict {}

    /** It was refused. */
    record Rejected(ProblemCode code, String detail, List<Violation> errors) implements Verdict {}
  }
}
