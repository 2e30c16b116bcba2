package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import java.time.Instant;
import java.util.List;

/**
 * The right to make one attempt.
 *
 * @param fence an outcome counts only while the ledger still holds this value
 * @param attempt number of the attempt, from 1
 * @param startedAt when it was claimed
 * @param earlier the attempts of this generation before it
 */
public record Claim(
    Effect effect, long fence, int attempt, Instant startedAt, List<Attempt> earlier) {

  public boolean isRetry() {
    return attempt > 1;
  }
}
