package dev.sequitur.contracts;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One attempt at an effect.
 *
 * @param number from 1 within the generation
 * @param durationMicros from the claim to the answer or the error, microseconds
 * @param phase how far it came
 * @param status the target's own status, such as the HTTP status
 * @param code why it was no success
 */
public record Attempt(
    int number,
    Instant startedAt,
    long durationMicros,
    Phase phase,
    @Nullable Integer status,
    @Nullable String code,
    @Nullable String detail) {

  /** How far an attempt came; decides whether it may be repeated. */
  public enum Phase {
    /** Refused by ourselves before anything was tried: arguments, policy, secret. */
    PREPARED,
    /** Nothing was written yet: name lookup, connection, TLS. Safe to repeat for all. */
    CONNECTING,
    /** The request was written (wholly or in part), and no answer came. */
    WRITTEN,
    /** The target answered. */
    ANSWERED,
    /** The process that made the attempt ended before it could say how it went. */
    LOST
  }
}
