package dev.sequitur.rule.backtest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backtest as the API shows it.
 *
 * @param version the one that is tried; 0 = a draft, or a spec that was sent
 * @param compareWith the version that it is compared with
 * @param limit records of the log that are read at most
 * @param done records read so far
 * @param total records of the window; absent until it was opened
 * @param code why it failed
 */
@JsonInclude(Include.NON_NULL)
record Backtest(
    UUID id,
    String rule,
    int version,
    @Nullable Integer compareWith,
    Instant from,
    Instant to,
    long limit,
    BacktestRequest.Conditions conditions,
    State state,
    long done,
    @Nullable Long total,
    Instant requestedAt,
    String requestedBy,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String code,
    @Nullable String detail,
    @Nullable JsonNode result) {

  /** What has become of it. */
  enum State {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    boolean isOver() {
      return this != WAITING && this != RUNNING;
    }
  }
}
