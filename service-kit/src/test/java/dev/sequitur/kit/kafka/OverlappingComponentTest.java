package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Batches that overlap lose nothing either (I1), against a real broker. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OverlappingComponentTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @Inject Hops hops;
  @Inject Outgoing outgoing;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final List<Hop<?>> started = new ArrayList<>();
  private final List<String> begun = new CopyOnWriteArrayList<>();
  private OwnTopic topic;

  @BeforeEach
  void open() {
    topic = OwnTopic.of(bootstrapServers, 2, false);
  }

  @AfterEach
  void close() {
    started.forEach(Hop::stop);
    started.forEach(Hop::awaitStop);
    topic.close();
  }

  @Test
  void offsetsAreCommittedOnceThisAndAllEarlierBatchesAreAcknowledged() {
    var ends = Map.of("a", new CountDownLatch(1), "b", new CountDownLatch(1));
    topic.say(0, "a", "b", "c");
    start(
        batch -> {
          var value = noted(batch);
          return () -> {
            if (ends.containsKey(value)) {
              ends.get(value).await();
            }
          };
        });

    await().atMost(SOON).until(() -> begun.equals(List.of("a", "b", "c")));
    assertThat(topic.committed(0)).isZero();
    Objects.requireNonNull(ends.get("b")).countDown();
    await().during(Duration.ofMillis(300)).until(() -> Long.valueOf(0).equals(topic.committed(0)));
    Objects.requireNonNull(ends.get("a")).countDown();

    await().atMost(SOON).until(() -> Long.valueOf(3).equals(topic.committed(0)));
  }

  @Test
  void nothingIsCommittedPastABatchThatFailsBetweenTwoGoodOnes() {
    var failing = new AtomicBoolean(true);
    topic.say(0, "a", "b", "c");
    start(
        batch -> {
          var value = noted(batch);
          return () -> {
            if (value.equals("b") && failing.get()) {
              throw new TransientFaultException("not acknowledged");
            }
          };
        });
    await().atMost(SOON).until(() -> begun.stream().filter("b"::equals).count() > 2);
    assertThat(List.copyOf(begun).subList(0, 3)).containsExactly("a", "b", "c");
    assertThat(topic.committed(0)).isLessThanOrEqualTo(1L);

    failing.set(false);

    await().atMost(SOON).until(() -> Long.valueOf(3).equals(topic.committed(0)));
    assertThat(begun).endsWith("b", "c");
    assertThat(topic.quarantined()).isEmpty();
  }

  @Test
  void aRecordWhoseEndFailsEachTimeIsPutAside() {
    topic.say(0, "a", "poison", "c");
    start(
        batch -> {
          var value = noted(batch);
          return () -> {
            if (value.equals("poison")) {
              throw new IllegalStateException("never");
            }
          };
        });

    await().atMost(SOON).until(() -> Long.valueOf(3).equals(topic.committed(0)));
    assertThat(topic.quarantined())
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactly("poison");
    assertThat(begun).endsWith("c");
  }

  @Test
  void aHopThatEndsWaitsForWhatIsUnderWay() {
    var release = new CountDownLatch(1);
    topic.say(0, "a");
    var hop =
        start(
            batch -> {
              noted(batch);
              return release::await;
            });
    await().atMost(SOON).until(() -> !begun.isEmpty());

    hop.stop();
    release.countDown();
    hop.awaitStop();

    assertThat(topic.committed(0)).isEqualTo(1L);
  }

  /**
   * Members come and go, batches fail at random and whole sessions with them: what is committed was
   * acknowledged at any moment, and in the end everything is.
   */
  @Test
  void whateverHappensOnlyWhatIsAcknowledgedIsCommittedAndNothingIsLost() {
    var records = 3_000;
    var acknowledged = new Acknowledged();
    topic.sayMany(outgoing, IntStream.range(0, records).mapToObj(i -> "r" + i).toList());
    topic.say(1, "other");
    var chance = new Random(7);
    start(faulty(acknowledged, chance));
    Hop<?> second = null;
    for (int round = 0; !acknowledged.upTo(0, records); round++) {
      if (round % 8 == 2) {
        second = start(faulty(acknowledged, new Random(round)));
      } else if (round % 8 == 6 && second != null) {
        second.stop();
        second.awaitStop();
      }
      assertCommittedIsAcknowledged(acknowledged);
      assertThat(round).as("rounds until all are acknowledged").isLessThan(2_000);
    }
    await().atMost(SOON).until(() -> Long.valueOf(records).equals(topic.committed(0)));
    assertCommittedIsAcknowledged(acknowledged);
    await().atMost(SOON).until(() -> Long.valueOf(1).equals(topic.committed(1)));
  }

  private void assertCommittedIsAcknowledged(Acknowledged acknowledged) {
    for (int partition = 0; partition < 2; partition++) {
      var committed = topic.committed(partition);
      assertThat(committed == null || acknowledged.upTo(partition, committed))
          .as("%s is committed on %d", committed, partition)
          .isTrue();
    }
  }

  private static Overlapping<String> faulty(Acknowledged acknowledged, Random chance) {
    return batch -> {
      if (chance.nextInt(40) == 0) {
        throw new TransientFaultException("cannot begin");
      }
      return () -> {
        Thread.sleep(chance.nextInt(12));
        switch (chance.nextInt(60)) {
          case 0 -> throw new TransientFaultException("not acknowledged");
          // No fault of the batch: the session ends and another begins.
          case 1 -> throw new AssertionError("planted");
          default -> acknowledged.add(batch);
        }
      };
    };
  }

  /** What the broker would have acknowledged. */
  private static final class Acknowledged {

    private final Map<Integer, BitSet> offsets = new ConcurrentHashMap<>();

    synchronized void add(Batch<String> batch) {
      batch.forEach(
          received ->
              offsets
                  .computeIfAbsent(received.partition(), _ -> new BitSet())
                  .set((int) received.offset()));
    }

    synchronized boolean upTo(int partition, long position) {
      return offsets.getOrDefault(partition, new BitSet()).nextClearBit(0) >= position;
    }
  }

  private String noted(Batch<String> batch) {
    var value = batch.records().getFirst().value();
    begun.add(value);
    return value;
  }

  /** Batches of one record, or of ten where there are thousands. */
  private Hop<String> start(Overlapping<String> handler) {
    var size = topic.endOf(0) > 100 ? 10 : 1;
    var hop =
        hops.start(
            HopSpec.overlapping(
                    "test", topic.group(), topic.topic(), OverlappingComponentTest::read, handler)
                .gathering(Duration.ZERO)
                .inBatchesOf(size));
    started.add(hop);
    return hop;
  }

  private static @Nullable String read(Map<String, String> headers, byte @Nullable [] value) {
    return new String(Objects.requireNonNull(value), StandardCharsets.UTF_8);
  }
}
