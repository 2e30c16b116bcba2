package dev.sequitur.reporting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.ShadowCompared.Difference;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.HopSpec;
import dev.sequitur.kit.kafka.Hops;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.reporting.projection.Fact;
import dev.sequitur.reporting.projection.Projection;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H7: what is made again from the topics is what was there before. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class RebuildComponentTest {

  private static final int RUNS = 300;

  /** The hops of this test hear nothing of what others say after it. */
  private final AtomicBoolean open = new AtomicBoolean(true);

  @Inject Hops hops;
  @Inject Projection projection;

  private static List<String> untold() {
    return Tables.query(
        "SELECT sum(rejected) FROM thing_hours WHERE workspace = 'rebuilt' AND kind = 'UNTOLD'");
  }

  @Test
  void rebuiltFromZeroEqualsLiveAndReplayedIntoLiveChangesNothing() {
    tell();
    awaitRows();
    // Events 0 to 303, however often they were told of.
    await().until(() -> untold().equals(List.of(String.valueOf(RUNS + 4))));
    var live = Tables.dump();
    assertThat(Tables.miscounted()).isEmpty();

    // Offsets reset to earliest: the same group's positions cut off all that was applied.
    replay("replay", ReportingFlows.GROUP);
    assertThat(Tables.differences(live, Tables.dump())).isEmpty();

    Tables.forget();
    replay("rebuild", "rebuilt");
    assertThat(Tables.differences(live, Tables.dump())).isEmpty();
  }

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    open.set(false);
  }

  private static void tell() {
    try (var probe = TopicProbe.ofTests()) {
      IntStream.range(0, RUNS)
          .forEach(
              i -> {
                var story = new Story("rebuilt", "rule-" + i % 5, i, Instant.now());
                probe.produce(story.event().message());
                probe.produce(story.command(2).message(null));
                probe.produce(story.outcome(0, 0, EffectState.SUCCEEDED).message(null));
                probe.produce(story.last(1, 0, EffectState.DEAD).message(null));
                // Said again by a matcher that began anew, and cut otherwise.
                probe.produce(stopped(i, i + 4));
                probe.produce(story.compared(Difference.values()[i % 5]).message());
                if (i % 10 == 0) {
                  probe.produce(stopped(Math.max(0, i - 7), i + 2));
                  probe.produce(story.event().message());
                  probe.produce(story.command(2).message(null));
                  probe.produce(story.compared(Difference.values()[i % 5]).message());
                  probe.produce(story.last(1, 1, EffectState.SUCCEEDED).message(null));
                }
              });
    }
  }

  /** All events stop the rule. */
  private static Message stopped(int from, int to) {
    var events = new BitSet();
    events.set(0, to - from + 1);
    var story = new Story("rebuilt", "rule-0", from, Instant.now());
    var stopped =
        new EventsMatched.Stopped(
            "rebuilt",
            story.starter(3).uid(),
            "rule-0",
            3,
            true,
            "EXPRESSION_TYPE",
            Instant.now().truncatedTo(ChronoUnit.HOURS),
            EventsMatched.Stopped.events(events));
    return new EventsMatched(
            777, from, to, 1, 0, 1, 0, 0, List.of(), story.acceptedAt(), List.of(stopped))
        .message();
  }

  private static void awaitRows() {
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () ->
                Tables.query(
                            "SELECT count(*) FROM runs WHERE workspace = 'rebuilt' AND state = 'FAILED'")
                        .equals(List.of(String.valueOf(RUNS - RUNS / 10)))
                    && Tables.query(
                            "SELECT count(*) FROM runs WHERE workspace = 'rebuilt' AND generation = 1")
                        .equals(List.of(String.valueOf(RUNS / 10)))
                    && Tables.query(
                            "SELECT sum(same + changed + added + removed + errors) FROM shadow_hours"
                                + " WHERE workspace = 'rebuilt'")
                        .equals(List.of(String.valueOf(RUNS)))
                    && Tables.query(
                            "SELECT coalesce(sum(duplicates), 0) FROM events WHERE workspace = 'rebuilt'")
                        .equals(List.of(String.valueOf(RUNS / 10))));
  }

  /** Reads everything from the beginning with a consumer group of its own. */
  private void replay(String consumerGroup, String positions) {
    var ends = new ConcurrentHashMap<TopicPartition, Long>();
    hops.start(
        HopSpec.of(
                consumerGroup,
                consumerGroup,
                Topics.EVENTS,
                Fact::read,
                batch -> {
                  projection.apply(positions, batch);
                  ends.putAll(batch.next());
                })
            .hearing(ReportingFlows.HEARD)
            .openWhile(open::get));
    await().atMost(Duration.ofSeconds(30)).until(() -> ends.equals(logEnds()));
  }

  private static Map<TopicPartition, Long> logEnds() {
    var ends = new HashMap<TopicPartition, Long>();
    try (var probe = TopicProbe.ofTests()) {
      for (var topic : ReportingFlows.HEARD) {
        probe
            .all(topic)
            .forEach(
                record ->
                    ends.merge(
                        new TopicPartition(record.topic(), record.partition()),
                        record.offset() + 1,
                        Math::max));
      }
    }
    return ends;
  }
}
