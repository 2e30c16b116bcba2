package dev.sequitur.contracts;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run is to be cancelled: what of it has not begun does not begin, what waits for another attempt
 * has none. What is under way goes on to its own end. Said any number of times, it happens once; it
 * may be heard before the run's command is.
 *
 * @param by who asks for it: a principal, or a definition such as {@code Trigger/nightly}
 * @param reason as people read it; null if none was given
 * @param askedAt by the clock of who asks
 */
public record CancelRun(
    UUID runId, String workspace, String by, @Nullable String reason, Instant askedAt) {

  public static final String TYPE = "dev.sequitur.cancel-run.v1";

  /**
   * Keyed by the run, as its command is: whoever admits the run hears it too, in order.
   *
   * @param source the service that says it, such as {@code /trigger-service}
   */
  public Message message(String source) {
    return Envelope.message(Topics.COMMANDS, runId.toString(), TYPE, source, workspace, this, null);
  }
}
