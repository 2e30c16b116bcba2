package dev.sequitur.executor.effect;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.executor.action.ActionResult;
import dev.sequitur.executor.action.EffectCode;
import dev.sequitur.executor.lane.Lanes;
import dev.sequitur.executor.ledger.Claim;
import dev.sequitur.executor.ledger.Settlement;
import dev.sequitur.executor.retry.Backoff;
import dev.sequitur.executor.retry.RetryDecision;
import dev.sequitur.executor.retry.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Makes of an attempt what is to be written about it. Pure: instant and chance are given. */
final class Judgement {

  private static final ActionResult LOST =
      ActionResult.failed(
          Phase.LOST, EffectCode.LOST, "its process ended before it could say how it went");
  private static final Failure TOO_LATE =
      new Failure(EffectCode.DEADLINE_PASSED.name(), "it could not be started in the time it had");

  private Judgement() {}

  /**
   * Judges an attempt.
   *
   * @param random evenly drawn from [0, 1); spreads retries
   */
  static Settlement of(Completion completion, Duration keyLife, Instant now, double random) {
    var claim = completion.claim();
    var result = completion.result();
    var attempts = attempts(claim, result, completion.nanos());
    var verdict =
        RetryDecision.decide(
            claim.effect().delivery(),
            claim.effect().call().retry(),
            attempts,
            result.retryAfter(),
            keyLife,
            now);
    return switch (verdict) {
      case Verdict.Settled(var state, var failure) ->
          Settlement.settled(claim, state, attempts, result.output(), failure);
      case Verdict.Retry retry -> Settlement.waiting(claim, attempts, Backoff.pause(retry, random));
    };
  }

  /** An attempt whose process has gone. */
  static Completion lost(Claim claim) {
    return new Completion(claim, LOST, 0);
  }

  /** An attempt that could not even begin. */
  static Completion refused(Claim claim, Failure failure) {
    var code = EffectCode.valueOf(failure.code());
    return new Completion(claim, ActionResult.failed(Phase.PREPARED, code, failure.detail()), 0);
  }

  /** An effect that may not be started any more; its last failure tells more than the clock. */
  static Settlement overdue(Claim claim) {
    var earlier = claim.earlier();
    if (earlier.isEmpty() || earlier.getLast().code() == null) {
      return Settlement.settled(claim, EffectState.DEAD, earlier, null, TOO_LATE);
    }
    var last = earlier.getLast();
    var detail = last.detail() == null ? "" : last.detail();
    return Settlement.settled(
        claim, EffectState.DEAD, earlier, null, new Failure(String.valueOf(last.code()), detail));
  }

  /** What an attempt tells about its target. */
  static Lanes.Ending ending(ActionResult result) {
    return switch (result.phase()) {
      case PREPARED, LOST -> Lanes.Ending.UNDECIDED;
      case CONNECTING, WRITTEN -> Lanes.Ending.FAILING;
      case ANSWERED ->
          result.code() == EffectCode.TARGET_FAILED ? Lanes.Ending.FAILING : Lanes.Ending.HEALTHY;
    };
  }

  private static List<Attempt> attempts(Claim claim, ActionResult result, long nanos) {
    var attempt =
        new Attempt(
            claim.attempt(),
            claim.startedAt(),
            nanos / 1_000,
            result.phase(),
            result.status(),
            result.code() == null ? null : result.code().name(),
            result.detail());
    if (claim.earlier().isEmpty()) {
      return List.of(attempt);
    }
    var attempts = new ArrayList<>(claim.earlier());
    attempts.add(attempt);
    return List.copyOf(attempts);
  }
}
