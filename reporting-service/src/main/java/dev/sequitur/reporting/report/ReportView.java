package dev.sequitur.reporting.report;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A report as it is kept.
 *
 * @param state WAITING until all that happened in the range is known, then MADE or FAILED
 * @param positions how far the log had been read, by topic and partition: the next offset; absent
 *     until it is made
 * @param failure why it is not made, or is tried again
 * @param attempts that failed
 * @param cause absent if somebody asked for it
 * @param digest SHA-256 of what it says: the same for two reports that say the same
 */
record ReportView(
    UUID id,
    String definition,
    int version,
    Map<String, String> parameters,
    Instant from,
    Instant to,
    State state,
    Instant requestedAt,
    String requestedBy,
    @Nullable Instant madeAt,
    @Nullable Map<String, Long> positions,
    @Nullable String digest,
    @Nullable String failure,
    int attempts,
    @Nullable Event cause,
    @Nullable Delivery delivery) {

  /** The event that had it made. */
  record Event(UUID eventId, String type, Instant acceptedAt) {}

  /**
   * What became of its delivery here.
   *
   * @param runId the run that sends it, whose outcome tells whether it was sent
   */
  record Delivery(Delivering.State state, @Nullable UUID runId) {}

  /** How far it is. */
  enum State {
    WAITING,
    MADE,
    FAILED
  }
}
