package dev.sequitur.trigger.schedule;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a nominal instant, as the API shows it.
 *
 * @param reason why it was let go
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

  /** Either of the two ends that a nominal instant has. */
  public enum State {
    FIRED,
    MISFIRED
  }
}
