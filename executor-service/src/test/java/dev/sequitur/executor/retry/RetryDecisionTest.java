package dev.sequitur.executor.retry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RetryDecisionTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final Duration KEY_LIFE = Duration.ofHours(24);
  private static final RetryPolicy POLICY =
      new RetryPolicy(3, Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofHours(1));
  private static final int[] STATUSES = {
    300, 302, 400, 401, 403, 404, 408, 409, 410, 418, 422, 425, 429, 451, 500, 501, 502, 503, 504
  };

  /**
   * The whole table, written down apart from the code: delivery × phase × status → what follows.
   */
  static Stream<Arguments> table() {
    var cases = new ArrayList<Arguments>();
    for (var delivery : Delivery.values()) {
      cases.add(Arguments.of(delivery, Phase.PREPARED, null, "FAILED"));
      cases.add(Arguments.of(delivery, Phase.CONNECTING, null, "RETRY"));
      for (var phase : List.of(Phase.WRITTEN, Phase.LOST)) {
        var known =
            switch (delivery) {
              case KEYED, IDEMPOTENT, AT_LEAST_ONCE, TRANSACTIONAL -> "RETRY";
              case AT_MOST_ONCE, VERIFIABLE -> "UNKNOWN";
            };
        cases.add(Arguments.of(delivery, phase, null, known));
      }
      for (var status : STATUSES) {
        String expected;
        if (status == 408 || status == 429) {
          expected = "RETRY";
        } else if (status >= 500) {
          expected = delivery == Delivery.AT_MOST_ONCE ? "UNKNOWN" : "RETRY";
        } else {
          expected = "FAILED";
        }
        cases.add(Arguments.of(delivery, Phase.ANSWERED, status, expected));
      }
    }
    return cases.stream();
  }

  @ParameterizedTest
  @MethodSource("table")
  void deliveryPhaseAndStatusDecide(
      Delivery delivery, Phase phase, @Nullable Integer status, String expected) {
    var verdict = decide(delivery, POLICY, List.of(attempt(1, phase, status)), null, START);

    assertThat(name(verdict)).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("deliveries")
  void answerWithoutCodeSucceeds(Delivery delivery) {
    var answered = new Attempt(1, START, 5, Phase.ANSWERED, 204, null, null);

    assertThat(decide(delivery, POLICY, List.of(answered), null, START))
        .isEqualTo(new Verdict.Settled(EffectState.SUCCEEDED, null));
  }

  static Stream<Delivery> deliveries() {
    return Stream.of(Delivery.values());
  }

  @Test
  void lastAllowedAttemptIsFollowedByDeath() {
    var three = attempts(3, Phase.CONNECTING);
    var four = attempts(4, Phase.CONNECTING);

    assertThat(name(decide(Delivery.IDEMPOTENT, POLICY, three, null, START))).isEqualTo("RETRY");
    assertThat(name(decide(Delivery.IDEMPOTENT, POLICY, four, null, START))).isEqualTo("DEAD");
  }

  @Test
  void noAttemptStartsAfterTheTotalTime() {
    var once = attempts(1, Phase.CONNECTING);

    var inTime = decide(Delivery.IDEMPOTENT, POLICY, once, null, START.plusSeconds(3_599));
    var late = decide(Delivery.IDEMPOTENT, POLICY, once, null, START.plusSeconds(3_601));

    assertThat(inTime)
        .isInstanceOfSatisfying(
            Verdict.Retry.class,
            retry -> assertThat(retry.ceiling()).isEqualTo(Duration.ofSeconds(1)));
    assertThat(name(late)).isEqualTo("DEAD");
  }

  @Test
  void retryAfterIsTheShortestPause() {
    var busy = List.of(attempt(1, Phase.ANSWERED, 429));

    var verdict = decide(Delivery.KEYED, POLICY, busy, Duration.ofSeconds(30), START);

    assertThat(verdict)
        .isEqualTo(new Verdict.Retry(Duration.ofSeconds(30), Duration.ofSeconds(31)));
  }

  @Test
  void retryAfterBeyondTheTotalTimeIsDeath() {
    var busy = List.of(attempt(1, Phase.ANSWERED, 503));

    assertThat(name(decide(Delivery.KEYED, POLICY, busy, Duration.ofHours(2), START)))
        .isEqualTo("DEAD");
  }

  @Test
  void keyedIsUnknownOnceItsKeyMayBeForgotten() {
    var policy =
        new RetryPolicy(9, Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofDays(7));
    var written = attempts(1, Phase.WRITTEN);
    var failed = List.of(attempt(1, Phase.ANSWERED, 500));
    var later = START.plus(KEY_LIFE);

    assertThat(name(decide(Delivery.KEYED, policy, written, null, later))).isEqualTo("UNKNOWN");
    assertThat(name(decide(Delivery.KEYED, policy, failed, null, later))).isEqualTo("UNKNOWN");
  }

  @Test
  void attemptsLostWithTheirProcessAreForgivenAndRepeatedAtOnce() {
    var lost = attempts(RetryDecision.LOST_FORGIVEN, Phase.LOST);
    var tooMany = attempts(RetryDecision.LOST_FORGIVEN + 1, Phase.LOST);

    assertThat(decide(Delivery.AT_LEAST_ONCE, POLICY, lost, null, START))
        .isEqualTo(new Verdict.Retry(Duration.ZERO, Duration.ZERO));
    assertThat(name(decide(Delivery.AT_LEAST_ONCE, POLICY, tooMany, null, START)))
        .isEqualTo("DEAD");
  }

  @Test
  void failureCarriesTheLastAttemptsCode() {
    var verdict =
        decide(Delivery.KEYED, POLICY, List.of(attempt(1, Phase.ANSWERED, 404)), null, START);

    assertThat(verdict)
        .isInstanceOfSatisfying(
            Verdict.Settled.class,
            settled ->
                assertThat(settled.failure())
                    .isEqualTo(new dev.sequitur.contracts.Failure("CODE", "detail")));
  }

  @Test
  void whatATargetWithStatusesOfItsOwnMeansIsInTheCode() {
    for (var delivery : Delivery.values()) {
      assertThat(
              name(decide(delivery, POLICY, List.of(answered(550, "TARGET_REFUSED")), null, START)))
          .isEqualTo("FAILED");
      assertThat(name(decide(delivery, POLICY, List.of(answered(451, "TARGET_BUSY")), null, START)))
          .isEqualTo("RETRY");
      assertThat(
              name(decide(delivery, POLICY, List.of(answered(null, "TARGET_BUSY")), null, START)))
          .isEqualTo("RETRY");
    }
  }

  private static Attempt answered(@Nullable Integer status, String code) {
    return new Attempt(1, START, 5, Phase.ANSWERED, status, code, "detail");
  }

  private static Verdict decide(
      Delivery delivery,
      RetryPolicy policy,
      List<Attempt> attempts,
      @Nullable Duration retryAfter,
      Instant now) {
    return RetryDecision.decide(delivery, policy, attempts, retryAfter, KEY_LIFE, now);
  }

  private static String name(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Settled(var state, var _) -> state.name();
      case Verdict.Retry _ -> "RETRY";
    };
  }

  private static List<Attempt> attempts(int count, Phase phase) {
    return Stream.iterate(1, n -> n <= count, n -> n + 1)
        .map(n -> attempt(n, phase, null))
        .toList();
  }

  private static Attempt attempt(int number, Phase phase, @Nullable Integer status) {
    return new Attempt(number, START, 5, phase, status, "CODE", "detail");
  }
}
