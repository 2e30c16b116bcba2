package dev.sequitur.rule.backtest;

import dev.sequitur.contracts.DefinitionPublished;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is tried on what, as it was understood; both versions are held as they were then.
 *
 * @param subject the version that is tried; 0 = a draft or a spec that was sent
 * @param other the version that it is compared with; null if with none
 * @param from inclusive
 * @param to exclusive
 * @param limit records of the log that are read at most
 * @param show events of each kind that are kept to be shown
 * @param conditions which versions of named conditions are used
 */
record BacktestRequest(
    DefinitionPublished subject,
    @Nullable DefinitionPublished other,
    Instant from,
    Instant to,
    long limit,
    int show,
    Conditions conditions) {

  /** Which versions of named conditions are used. */
  enum Conditions {
    /** Those that were in force at each event's instant, as live did. */
    THEN,
    /** Those in force when the backtest was asked for. */
    NOW
  }
}
