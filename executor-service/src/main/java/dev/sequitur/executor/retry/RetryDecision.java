package dev.sequitur.executor.retry;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether an effect is tried again. Decided by how far the latest attempt came: nothing written is
 * safe for every delivery; written but unanswered is as the delivery allows; an answer decides by
 * itself.
 */
public final class RetryDecision {

  /** An attempt that died with its process is no fault of the target; only so many are forgiven. */
  static final int LOST_FORGIVEN = 10;

  private static final String BUSY = "TARGET_BUSY";
  private static final String REFUSED = "TARGET_REFUSED";

  /** What an unanswered or failed attempt allows. */
  private enum Allowed {
    REPEAT,
    REFUSED,
    NEVER_KNOWN
  }

  private RetryDecision() {}

  /**
   * Decides on the last of {@code attempts}.
   *
   * @param attempts all of this generation, the judged one last
   * @param retryAfter what the target asked for
   * @param keyLife how long a target is trusted to remember an idempotency key
   * @param now the instant of the decision
   */
  public static Verdict decide(
      Delivery delivery,
      RetryPolicy policy,
      List<Attempt> attempts,
      @Nullable Duration retryAfter,
      Duration keyLife,
      Instant now) {
    var last = attempts.getLast();
    if (last.phase() == Phase.ANSWERED && last.code() == null) {
      return new Verdict.Settled(EffectState.SUCCEEDED, null);
    }
    var since = Duration.between(attempts.getFirst().startedAt(), now);
    var keyAlive = since.compareTo(keyLife) < 0;
    return switch (allowed(delivery, last, keyAlive)) {
      case REFUSED -> new Verdict.Settled(EffectState.FAILED, failure(last));
      case NEVER_KNOWN -> new Verdict.Settled(EffectState.UNKNOWN, failure(last));
      case REPEAT -> again(policy, attempts, retryAfter, since);
    };
  }

  private static Allowed allowed(Delivery delivery, Attempt last, boolean keyAlive) {
    return switch (last.phase()) {
      case PREPARED -> Allowed.REFUSED;
      case CONNECTING -> Allowed.REPEAT;
      case WRITTEN, LOST -> unanswered(delivery, keyAlive);
      case ANSWERED -> answered(delivery, last, keyAlive);
    };
  }

  private static Allowed unanswered(Delivery delivery, boolean keyAlive) {
    return switch (delivery) {
      // Who repeats a transactional one looks at the marker first, and does nothing twice.
      case IDEMPOTENT, AT_LEAST_ONCE, TRANSACTIONAL -> Allowed.REPEAT;
      case KEYED -> keyAlive ? Allowed.REPEAT : Allowed.NEVER_KNOWN;
      // No action here can ask its target, so nobody can know.
      case AT_MOST_ONCE, VERIFIABLE -> Allowed.NEVER_KNOWN;
    };
  }

  /** Targets that do not speak HTTP have statuses of their own; what they mean is in the code. */
  private static Allowed answered(Delivery delivery, Attempt last, boolean keyAlive) {
    if (BUSY.equals(last.code())) {
      return Allowed.REPEAT;
    }
    var status = last.status();
    if (status == null || REFUSED.equals(last.code())) {
      return Allowed.REFUSED;
    }
    if (status == 408 || status == 429) {
      return Allowed.REPEAT;
    }
    if (status >= 500) {
      var expired = delivery == Delivery.KEYED && !keyAlive;
      return delivery == Delivery.AT_MOST_ONCE || expired ? Allowed.NEVER_KNOWN : Allowed.REPEAT;
    }
    return Allowed.REFUSED;
  }

  private static Verdict again(
      RetryPolicy policy, List<Attempt> attempts, @Nullable Duration retryAfter, Duration since) {
    var last = attempts.getLast();
    var counted = (int) attempts.stream().filter(a -> a.phase() != Phase.LOST).count();
    var floor = retryAfter == null || retryAfter.isNegative() ? Duration.ZERO : retryAfter;
    var spent =
        counted > policy.max()
            || attempts.size() - counted > LOST_FORGIVEN
            || since.plus(floor).compareTo(policy.total()) > 0;
    if (spent) {
      return new Verdict.Settled(EffectState.DEAD, failure(last));
    }
    // The process is back, and the target has done nothing wrong: no reason to wait.
    var jitter =
        last.phase() == Phase.LOST ? Duration.ZERO : Backoff.ceiling(policy, Math.max(counted, 1));
    var left = policy.total().minus(since);
    var ceiling = floor.plus(jitter);
    return new Verdict.Retry(floor, ceiling.compareTo(left) > 0 ? left : ceiling);
  }

  private static Failure failure(Attempt attempt) {
    var code = attempt.code() == null ? "LOST" : attempt.code();
    return new Failure(code, attempt.detail() == null ? "" : attempt.detail());
  }
}
