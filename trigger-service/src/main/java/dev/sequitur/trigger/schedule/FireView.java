package dev.sequitur.trigger.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a nominal instant, as the API shows it.
 *
 * @param reason why it was let go; of one that fired: why it did although runs of the one before
 *     may be going
 * @param version of the trigger by which it was decided
 * @param decidedAt by the database's clock
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FireView(
    Instant nominalInstant,
    State state,
    @Nullable String reason,
    int version,
    @Nullable UUID eventId,
    Instant decidedAt) {

  /** The ends that a nominal instant may have. */
  public enum State {
    FIRED,
    MISFIRED,
    /** Let go by the schedule's {@code overlap}. */
    SKIPPED
  }
}
