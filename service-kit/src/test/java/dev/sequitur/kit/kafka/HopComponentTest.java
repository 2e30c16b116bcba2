package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a hop promises of every record: I1 (none is lost), I11 (held back), I13 (no wedge). */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class HopComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String UNREADABLE = "unreadable";

  @Inject Hops hops;
  @Inject Outgoing outgoing;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final List<Hop<?>> started = new ArrayList<>();
  private final Heard heard = new Heard();
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
  void offsetsAreCommittedAfterTheHandlerReturnedAndNotBefore() {
    var release = new CountDownLatch(1);
    heard.first(_ -> awaitLatch(release));
    start(spec());
    topic.say(0, "a");
    await().atMost(SOON).until(() -> !heard.tried().isEmpty());
    assertThat(topic.committed(0)).isEqualTo(0L);

    release.countDown();

    await().atMost(SOON).until(() -> Long.valueOf(1).equals(topic.committed(0)));
  }

  @Test
  void theFirstAssignmentCommitsWhereItBegins() {
    start(spec());

    await().atMost(SOON).until(() -> topic.committed(0) != null && topic.committed(1) != null);

    assertThat(topic.committed(0)).isZero();
    assertThat(topic.committed(1)).isZero();
  }

  @Test
  void whatWasSaidBeforeTheFirstAssignmentIsHeard() {
    topic.say(0, "a", "b");
    topic.say(1, "c");
    start(spec());

    awaitHandled("a", "b", "c");
  }

  @Test
  void aPassingFaultIsRetriedLongerThanTheSessionLastsWithoutARebalance() {
    var failing = new AtomicBoolean(true);
    var since = new AtomicInteger();
    heard.first(
        _ -> {
          since.incrementAndGet();
          if (failing.get()) {
            throw new TransientFaultException("the database is away");
          }
        });
    var hop = start(spec());
    topic.say(0, "a");
    await().atMost(SOON).until(() -> since.get() > 1);
    var member = topic.members();
    var begun = System.nanoTime();
    topic.say(0, "behind");
    await().atMost(SOON).until(() -> System.nanoTime() - begun > Duration.ofSeconds(7).toNanos());

    assertThat(topic.members()).isEqualTo(member).hasSize(1);
    assertThat(new HashSet<>(heard.tried())).containsExactly(List.of("a"));
    assertThat(hop.isReady()).isTrue();
    failing.set(false);

    awaitHandled("a", "behind");
    assertThat(heard.handled()).containsExactly("a", "behind");
    assertThat(topic.quarantined()).isEmpty();
  }

  @Test
  void anUnreadableRecordGoesToQuarantineAndTheOthersGoOn() {
    topic.say(0, "a", UNREADABLE, "b");
    start(spec());

    awaitHandled("a", "b");
    await().atMost(SOON).until(() -> Long.valueOf(3).equals(topic.committed(0)));
    var aside = topic.quarantined();
    assertThat(aside).hasSize(1);
    assertThat(new String(aside.getFirst().value(), StandardCharsets.UTF_8)).isEqualTo(UNREADABLE);
    assertThat(OwnTopic.headers(aside.getFirst()))
        .containsEntry("h", UNREADABLE)
        .containsEntry(Headers.QUARANTINE_TOPIC, topic.topic().name())
        .containsEntry(Headers.QUARANTINE_PARTITION, "0")
        .containsEntry(Headers.QUARANTINE_OFFSET, "1")
        .containsEntry(Headers.QUARANTINE_HOP, "test")
        .containsEntry(Headers.QUARANTINE_REASON, "not for reading");
  }

  @Test
  void aReaderThatStumblesIsNoWedge() {
    topic.say(0, "a", "stumble", "b");
    start(spec());

    awaitHandled("a", "b");
    assertThat(topic.quarantined()).hasSize(1);
  }

  @Test
  void aRecordThatFailsEachTimeIsIsolatedAndItsNeighboursAreHandled() {
    heard.first(
        batch -> {
          if (batch.stream().anyMatch(received -> received.value().equals("poison"))) {
            throw new IllegalStateException("never");
          }
        });
    topic.say(0, "a", UNREADABLE, "poison", "b");
    start(spec());

    awaitHandled("a", "b");
    await().atMost(SOON).until(() -> Long.valueOf(4).equals(topic.committed(0)));
    assertThat(heard.tried().stream().filter(List.of("poison")::equals)).hasSize(3);
    assertThat(topic.quarantined())
        .extracting(record -> new String(record.value(), StandardCharsets.UTF_8))
        .containsExactlyInAnyOrder(UNREADABLE, "poison");
  }

  @Test
  void anErrorInTheHandlerEndsNoHop() {
    heard.first(
        batch -> {
          if (batch.records().getFirst().value().equals("deep")) {
            throw new StackOverflowError();
          }
        });
    topic.say(0, "deep");
    start(spec());
    await().atMost(SOON).until(() -> topic.quarantined().size() == 1);

    topic.say(0, "after");

    awaitHandled("after");
  }

  @Test
  void aHopThatComesAgainGoesOnWhereItStopped() {
    var one = start(spec());
    topic.say(0, "a", "b");
    awaitHandled("a", "b");
    one.stop();
    one.awaitStop();
    topic.say(0, "c");

    start(spec());

    awaitHandled("a", "b", "c");
    assertThat(heard.handled()).containsExactly("a", "b", "c");
  }

  @Test
  void aPositionThatIsNoLongerInTheLogStopsThatPartitionAloneAndIsNamed() {
    topic.say(0, "a", "b", "c");
    topic.commit(0, 1);
    topic.commit(1, 0);
    topic.deleteBefore(0, 2);
    var hop = start(spec());
    topic.say(1, "other");

    awaitHandled("other");
    var partition = topic.partition(0).toString();
    assertThat(hop.gaps()).containsOnlyKeys(partition);
    assertThat(hop.gaps().get(partition)).isEqualTo("records 1 to 1 are gone");
    assertThat(topic.committed(0)).isEqualTo(1L);
    RestAssured.get("/q/health/ready")
        .then()
        .statusCode(503)
        .body(Matchers.containsString("records 1 to 1 are gone"));
    topic.say(1, "more");
    awaitHandled("other", "more");
  }

  @Test
  void aPositionPastTheEndOfTheLogIsAGapToo() {
    topic.say(0, "a");
    topic.commit(0, 7);
    var hop = start(spec());

    await().atMost(SOON).until(() -> !hop.gaps().isEmpty());

    assertThat(hop.gaps().values())
        .containsExactly("the stored position 7 is past the log's end 1");
  }

  @Test
  void positionsStoredElsewhereGoBeforeKafkas() {
    topic.say(0, "a", "b", "c");
    topic.commit(0, 3);
    start(spec().withOffsets(_ -> Map.of(topic.partition(0), 1L)));

    awaitHandled("b", "c");
    assertThat(heard.handled()).containsExactly("b", "c");
  }

  @Test
  void positionsPastRecordsThatAreNoBusinessOfTheHopAreStoredElsewhereToo() {
    var stored = new ConcurrentHashMap<TopicPartition, Long>();
    heard.first(batch -> stored.putAll(batch.next()));
    start(spec().withOffsets(_ -> Map.copyOf(stored)));

    topic.say(0, "ignored", UNREADABLE);

    await().atMost(SOON).until(() -> Long.valueOf(2).equals(stored.get(topic.partition(0))));
    assertThat(heard.handled()).isEmpty();
  }

  @Test
  void aHopThatIsHeldBackHearsNothingAndThenEverything() {
    var open = new AtomicBoolean();
    topic.say(0, "a");
    var hop = start(spec().openWhile(open::get));
    await().atMost(SOON).until(hop::isReady);
    topic.say(1, "b");
    await().during(Duration.ofMillis(500)).atMost(SOON).until(() -> heard.tried().isEmpty());

    open.set(true);

    awaitHandled("a", "b");
    open.set(false);
    await().pollDelay(Duration.ofMillis(300)).until(() -> true);
    topic.say(0, "c");
    await().during(Duration.ofMillis(300)).atMost(SOON).until(() -> heard.handled().size() == 2);
    open.set(true);
    awaitHandled("a", "b", "c");
  }

  @Test
  void partitionsThatComeDuringARetryLoseNoRecord() {
    var failing = new AtomicBoolean(true);
    var second = new Heard();
    heard.first(_ -> failWhile(failing));
    second.first(_ -> failWhile(failing));
    start(spec());
    var other = start(spec(second));
    await().atMost(SOON).until(() -> topic.members().size() == 2);
    topic.say(0, "a");
    topic.say(1, "b");
    await().atMost(SOON).until(() -> !heard.tried().isEmpty() && !second.tried().isEmpty());

    other.stop();
    other.awaitStop();
    await().atMost(SOON).until(() -> topic.members().size() == 1);
    topic.say(0, "c");
    topic.say(1, "d");
    failing.set(false);

    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(heard.handled()).contains("a", "b", "c", "d"));
  }

  @Test
  void aHopEndsSoonEvenWhileItsHandlerIsRetried() {
    heard.first(
        _ -> {
          throw new TransientFaultException("for ever");
        });
    var hop = start(spec());
    topic.say(0, "a");
    await().atMost(SOON).until(() -> heard.tried().size() > 3);
    var begun = System.nanoTime();

    hop.stop();
    hop.awaitStop();

    assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
    assertThat(topic.committed(0)).isZero();
  }

  @Test
  void aBacklogComesInLargeBatches() {
    topic.sayMany(outgoing, IntStream.range(0, 2_000).mapToObj(i -> "r" + i).toList());
    start(spec());

    await().atMost(SOON).until(() -> heard.handled().size() == 2_000);

    assertThat(heard.tried()).hasSizeLessThan(100);
    assertThat(heard.handled())
        .containsExactlyElementsOf(IntStream.range(0, 2_000).mapToObj(i -> "r" + i).toList());
  }

  private Hop<String> start(HopSpec<String> spec) {
    var hop = hops.start(spec);
    started.add(hop);
    return hop;
  }

  private HopSpec<String> spec() {
    return spec(heard);
  }

  private HopSpec<String> spec(Heard handler) {
    return HopSpec.of("test", topic.group(), topic.topic(), HopComponentTest::read, handler);
  }

  private static @Nullable String read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (new String(Objects.requireNonNull(value), StandardCharsets.UTF_8)) {
      case UNREADABLE -> throw new UnreadableException("not for reading");
      case "stumble" -> throw new NumberFormatException("in the reader");
      case "ignored" -> null;
      case String text -> text;
    };
  }

  private static void failWhile(AtomicBoolean failing) {
    if (failing.get()) {
      throw new TransientFaultException("not yet");
    }
  }

  private void awaitHandled(String... values) {
    await()
        .atMost(SOON)
        .untilAsserted(() -> assertThat(heard.handled()).containsExactlyInAnyOrder(values));
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
