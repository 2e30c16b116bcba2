package dev.sequitur.trigger.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.problem.Violation;
import dev.sequitur.trigger.TriggerProblem;
import dev.sequitur.trigger.delivery.Delivery.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentDeliveriesTest {

  private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
  private static final UUID REPLICA = new UUID(0, 1);
  private final RecentDeliveries recent = new RecentDeliveries("shop", new UUID(0, 9));

  @Test
  void theLastTwentyAreKeptInOrder() {
    for (int i = 0; i < 57; i++) {
      recent.add(accepted(i));
    }
    assertThat(recent.all().stream().map(RecentDeliveries.Numbered::number))
        .containsExactlyElementsOf(LongStream.range(37, 57).boxed().toList());
  }

  @Test
  void whoeverAddsAtTheSameTimeLosesNothingOfTheLast() throws InterruptedException {
    var start = new CountDownLatch(1);
    var threads = new ArrayList<Thread>();
    for (int t = 0; t < 8; t++) {
      threads.add(
          Thread.ofPlatform()
              .start(
                  () -> {
                    await(start);
                    for (int i = 0; i < 20_000; i++) {
                      recent.add(accepted(i));
                    }
                  }));
    }
    start.countDown();
    for (var thread : threads) {
      thread.join();
    }
    assertThat(recent.all().stream().map(RecentDeliveries.Numbered::number))
        .containsExactlyElementsOf(LongStream.range(159_980, 160_000).boxed().toList());
    assertThat(recent.takeNews()).isTrue();
    assertThat(recent.takeNews()).isFalse();
  }

  @Test
  void aRefusalIsStoredWithItsPlacesAndNotWithoutBounds() {
    var errors = List.of(new Violation("/spec/event/type", "MISSING", "x".repeat(1_000)));
    recent.add(
        new Delivery(
            AT,
            3,
            "hmac",
            null,
            new Verdict.Rejected(TriggerProblem.MAPPING_FAILED, "It does not fit.", errors)));
    var stored = StoredDelivery.of(REPLICA, recent.all().getFirst());
    assertThat(stored.status()).isEqualTo(422);
    assertThat(stored.code()).isEqualTo("MAPPING_FAILED");
    assertThat(stored.detail())
        .startsWith("It does not fit. /spec/event/type: MISSING, xxx")
        .hasSize(500);
    assertThat(stored.bytes()).isNull();
  }

  @Test
  void aRepeatIsToldFromTheFirstAndWhatIsKnownTwiceIsShownOnce() {
    var event = new UUID(7, 7);
    for (int i = 0; i < 3; i++) {
      recent.add(new Delivery(AT.plusSeconds(i), 1, "none", 2L, new Verdict.Accepted(event)));
    }
    var own = recent.all().stream().map(one -> StoredDelivery.of(REPLICA, one)).toList();
    var shown = DeliveryView.latest(own, own.subList(0, 2));
    assertThat(shown.stream().map(DeliveryView::at))
        .containsExactly(AT.plusSeconds(2), AT.plusSeconds(1), AT);
    assertThat(shown.stream().map(DeliveryView::repeats)).containsExactly(true, true, false);
  }

  private static void await(CountDownLatch start) {
    try {
      start.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Delivery accepted(int seconds) {
    return new Delivery(
        AT.plusSeconds(seconds), 1, "none", 2L, new Verdict.Accepted(new UUID(1, seconds)));
  }
}
