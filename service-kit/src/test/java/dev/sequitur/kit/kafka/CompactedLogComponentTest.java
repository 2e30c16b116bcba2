package dev.sequitur.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is said to be known has been heard. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class CompactedLogComponentTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  @Inject KafkaConfig config;
  @Inject TopicSetup topics;
  @Inject InstantSource clock;

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final List<String> heard = new CopyOnWriteArrayList<>();
  private OwnTopic topic;
  private CompactedLog<String> log;

  @BeforeEach
  void open() {
    topic = OwnTopic.of(bootstrapServers, 1, true);
    log = log((value, _) -> heard.add(value));
  }

  @AfterEach
  void close() {
    log.stop();
    topic.close();
  }

  @Test
  void allThatWasThereIsHeardBeforeTheLogCountsAsRead() {
    topic.say(0, "a", "b", "c");
    log.start();

    await().atMost(SOON).until(log::isRead);

    assertThat(heard).containsExactly("a", "b", "c");
  }

  @Test
  void itIsNotReadWhileAListenerIsStillAtIt() {
    var release = new CountDownLatch(1);
    log =
        log(
            (value, _) -> {
              heard.add(value);
              awaitLatch(release);
            });
    topic.say(0, "a");
    log.start();
    await().atMost(SOON).until(() -> heard.contains("a"));

    assertThat(log.isRead()).isFalse();
    release.countDown();

    await().atMost(SOON).until(log::isRead);
  }

  @Test
  void whatIsSaidLaterIsHeardWithTheBrokersInstant() throws InterruptedException {
    var instants = new CopyOnWriteArrayList<Instant>();
    log = log((_, appendedAt) -> instants.add(appendedAt));
    log.start();
    await().atMost(SOON).until(log::isRead);
    var before = clock.instant().minusMillis(5);
    topic.say(0, "a");
    var after = clock.instant();

    assertThat(log.awaitKnown(after, SOON)).isTrue();

    assertThat(instants).hasSize(1);
    assertThat(instants.getFirst()).isBetween(before, after);
  }

  @Test
  void waitingForWhatIsKnownTakesNoTimeAndForTheFutureTimesOut() throws InterruptedException {
    log.start();
    await().atMost(SOON).until(log::isRead);

    assertThat(log.awaitKnown(log.knownUntil(), Duration.ZERO)).isTrue();
    assertThat(log.awaitKnown(clock.instant().plusSeconds(3600), Duration.ofMillis(50))).isFalse();
  }

  @Test
  void knowledgeAdvancesWhileNothingIsSaid() throws InterruptedException {
    log.start();
    await().atMost(SOON).until(log::isRead);

    assertThat(log.awaitKnown(clock.instant(), Duration.ofSeconds(5))).isTrue();
  }

  @Test
  void whatIsSaidIsHeardWithoutAskingForTheEnd() {
    log.start();
    await().atMost(SOON).until(log::isRead);
    var known = log.knownUntil();
    topic.say(0, "a");

    await().atMost(SOON).until(() -> heard.contains("a"));

    assertThat(log.knownUntil()).isEqualTo(known);
  }

  @Test
  void whoAsksNowAndThenIsAnsweredAtOnceByTheQuestionBefore() throws InterruptedException {
    log.start();
    await().atMost(SOON).until(log::isRead);
    var asked = clock.instant();

    assertThat(log.awaitKnown(asked.minusMillis(100), SOON)).isTrue();

    await().atMost(SOON).until(() -> !log.knownUntil().isBefore(asked));
  }

  @Test
  void neitherAnUnreadableRecordNorAStumblingReaderOrListenerStopsIt() {
    log =
        log(
            (value, _) -> {
              if (value.equals("listener")) {
                throw new IllegalStateException("not understood");
              }
              heard.add(value);
            });
    topic.say(0, "unreadable", "stumble", "listener", "ignored", "a");
    log.start();

    await().atMost(SOON).until(log::isRead);

    assertThat(heard).containsExactly("a");
  }

  private CompactedLog<String> log(CompactedLog.Listener<String> listener) {
    return new CompactedLog<>(
        topic.topic(),
        CompactedLogComponentTest::read,
        listener,
        Duration.ofMillis(100),
        config,
        topics,
        clock);
  }

  private static @Nullable String read(Map<String, String> headers, byte @Nullable [] value) {
    return switch (new String(Objects.requireNonNull(value), StandardCharsets.UTF_8)) {
      case "unreadable" -> throw new UnreadableException("not for reading");
      case "stumble" -> throw new NumberFormatException("in the reader");
      case "ignored" -> null;
      case String text -> text;
    };
  }

  private static void awaitLatch(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
