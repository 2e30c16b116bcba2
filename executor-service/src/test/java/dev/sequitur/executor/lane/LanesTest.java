package dev.sequitur.executor.lane;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LanesTest {

  private static final Lane A = new Lane("w", "a:80");
  private static final Lane B = new Lane("w", "b:80");

  private final AtomicLong nanos = new AtomicLong();
  private final Lanes lanes = new Lanes(100, 60, nanos::get);

  @Test
  void oneLaneCannotTakeAllPlaces() {
    assertThat(lanes.take(A, 1_000, false)).isEqualTo(60);
    assertThat(lanes.take(B, 1_000, false)).isEqualTo(40);
    assertThat(lanes.take(B)).isFalse();
    assertThat(lanes.free()).isZero();
  }

  @Test
  void releasedPlaceIsFreeAgain() {
    lanes.take(A, 60, false);
    lanes.release(A, Lanes.Ending.HEALTHY, false, 1_000);

    assertThat(lanes.take(A, 5, false)).isEqualTo(1);
  }

  @Test
  void breakerOpensAfterARunOfFailuresAndProbesOnce() {
    fail(A, CircuitBreaker.FAILURES_TO_OPEN);

    assertThat(lanes.take(A)).isFalse();
    assertThat(lanes.take(B)).isTrue();

    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    assertThat(lanes.take(A, 10, false)).isEqualTo(1);
    assertThat(lanes.take(A)).isFalse();
  }

  @Test
  void probeThatSucceedsClosesTheBreaker() {
    fail(A, CircuitBreaker.FAILURES_TO_OPEN);
    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    lanes.take(A);

    lanes.release(A, Lanes.Ending.HEALTHY, false, 1_000);

    assertThat(lanes.breakersOpen()).isZero();
    assertThat(lanes.take(A, 10, false)).isEqualTo(10);
  }

  @Test
  void probeThatFailsOpensTheBreakerForTwiceAsLong() {
    fail(A, CircuitBreaker.FAILURES_TO_OPEN);
    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    fail(A, 1);

    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    assertThat(lanes.take(A)).isFalse();
    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    assertThat(lanes.take(A)).isTrue();
  }

  @Test
  void placePutBackUnusedMakesRoomForTheNextProbe() {
    fail(A, CircuitBreaker.FAILURES_TO_OPEN);
    nanos.addAndGet(CircuitBreaker.FIRST_PAUSE.toNanos());
    lanes.take(A);

    lanes.putBack(A, 1, false);

    assertThat(lanes.take(A)).isTrue();
  }

  @Test
  void retriesOfAFailingTargetStayWithinTheirBudget() {
    var made = 0;
    for (int i = 0; i < 1_000; i++) {
      var got = lanes.take(A, 1, true);
      made += got;
      for (int j = 0; j < got; j++) {
        lanes.release(A, Lanes.Ending.UNDECIDED, true, 1_000);
      }
    }

    assertThat(made).isEqualTo((int) RetryBudget.MOST);
  }

  @Test
  void retriesThatSucceedAreNotHeldBack() {
    for (int i = 0; i < 1_000; i++) {
      assertThat(lanes.take(A, 1, true)).isEqualTo(1);
      lanes.release(A, Lanes.Ending.HEALTHY, true, 1_000);
    }
  }

  @Test
  void laneIsQuickUntilItsCallsTakeLongOrDoNotComeBack() {
    assertThat(lanes.isQuick(A)).isTrue();

    lanes.markStuck(A);
    assertThat(lanes.isQuick(A)).isFalse();
    assertThat(lanes.isQuick(B)).isTrue();

    for (int i = 0; i < 20; i++) {
      lanes.take(A);
      lanes.release(A, Lanes.Ending.HEALTHY, false, 1_000_000);
    }
    assertThat(lanes.isQuick(A)).as("after calls of a millisecond").isTrue();

    for (int i = 0; i < 20; i++) {
      lanes.take(A);
      lanes.release(A, Lanes.Ending.HEALTHY, false, 1_000_000_000);
    }
    assertThat(lanes.isQuick(A)).as("after calls of a second").isFalse();
  }

  @Test
  void whoWaitsForPlacesGoesOnWhenThereAreEnough() throws InterruptedException {
    var waiting = new Lanes(100, 60, System::nanoTime);
    waiting.take(A, 60, false);
    var waiter =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    waiting.awaitPlaces(A, 2, 60_000);
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });

    waiting.release(A, Lanes.Ending.HEALTHY, false, 1);
    waiting.announce();
    assertThat(waiter.join(Duration.ofMillis(100))).as("one is not enough").isFalse();

    waiting.release(A, Lanes.Ending.HEALTHY, false, 1);
    waiting.announce();
    assertThat(waiter.join(Duration.ofSeconds(30))).isTrue();
  }

  private void fail(Lane lane, int times) {
    for (int i = 0; i < times; i++) {
      assertThat(lanes.take(lane)).isTrue();
      lanes.release(lane, Lanes.Ending.FAILING, false, 1_000);
    }
  }
}
