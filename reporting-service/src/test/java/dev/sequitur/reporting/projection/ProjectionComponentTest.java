package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.kafka.Batch;
import dev.sequitur.kit.kafka.Received;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H7 on the real database: what a batch may look like, and what always comes of it. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ProjectionComponentTest {

  private static final String GROUP = "test";

  /** Recent, because what is old is purged, and on both sides of a full hour. */
  private static final Instant ACCEPTED =
      Instant.now().truncatedTo(ChronoUnit.HOURS).minusSeconds(10);

  @Inject Projection projection;
  @Inject Housekeeping housekeeping;
  @Inject OpenRuns open;
  private final Batches batches = new Batches(ACCEPTED);

  @BeforeEach
  @AfterEach
  void forget() {
    Tables.forget();
  }

  /** I8: in one batch or in many, in order or not, the rows and the counts are the same. */
  @Test
  void anyInterleavingMakesTheSameRows() {
    var random = new Random(7);
    var stories = stories(30);
    projection.apply(GROUP, Batches.of(inOrder(stories)));
    var expected = Tables.dump();
    assertThat(expected.get("runs")).hasSize(30);

    for (int round = 0; round < 15; round++) {
      Tables.forget();
      Batches.cut(interleaved(stories, random), random)
          .forEach(batch -> projection.apply(GROUP, batch));

      assertThat(Tables.differences(expected, Tables.dump())).as("round %d", round).isEmpty();
      assertThat(Tables.miscounted()).isEmpty();
    }
  }

  @Test
  void redeliveredBatchesChangeNothing() {
    var records = interleaved(stories(20), new Random(3));
    records.addAll(events(20));
    var cut = Batches.cut(records, new Random(4));
    cut.forEach(batch -> projection.apply(GROUP, batch));
    var before = Tables.dump();

    cut.forEach(batch -> projection.apply(GROUP, batch));
    Batches.cut(records, new Random(5)).forEach(batch -> projection.apply(GROUP, batch));

    assertThat(Tables.differences(before, Tables.dump())).isEmpty();
  }

  @Test
  void batchThatOverlapsIsCut() {
    var records = events(10);
    projection.apply(GROUP, Batches.of(records.subList(0, 6)));

    projection.apply(GROUP, Batches.of(records.subList(3, 10)));

    assertThat(Tables.query("SELECT count(*) FROM events")).containsExactly("10");
    assertThat(Tables.query("SELECT sum(duplicates) FROM events")).containsExactly("0");
    assertThat(Tables.query("SELECT sum(accepted) FROM event_hours")).containsExactly("10");
    assertThat(Tables.query("SELECT next_offset FROM positions WHERE reader = 'test'"))
        .containsExactly("10");
  }

  @Test
  void eventOnTheLogTwiceIsIndexedOnceAndCounted() {
    var event = new Fact.Accepted(stories(1).getFirst().event());
    var first = batches.at(Topics.EVENTS.name(), event);
    var second = batches.at(Topics.EVENTS.name(), event);
    var third = batches.at(Topics.EVENTS.name(), event);

    projection.apply(GROUP, Batches.of(List.of(first, second)));
    projection.apply(GROUP, Batches.of(List.of(third)));

    assertThat(Tables.query("SELECT event_offset || '/' || duplicates FROM events"))
        .containsExactly("0/2");
    assertThat(Tables.query("SELECT accepted FROM event_hours")).containsExactly("1");
  }

  @Test
  void duplicateCommandInALaterBatchPlansNothing() {
    var story = stories(1).getFirst();
    apply(Telling.planned(story.command(1)));

    apply(Telling.planned(story.command(3)));

    assertThat(Tables.query("SELECT actions::jsonb @? '$[1]' FROM runs")).containsExactly("f");
    assertThat(Tables.query("SELECT started FROM run_hours")).containsExactly("1");
  }

  @Test
  void redriveMovesTheCountToItsNewEnd() {
    var story = stories(1).getFirst();
    apply(Telling.planned(story.command(1)));
    apply(RunChange.settled(story.last(0, 0, EffectState.DEAD)));
    assertThat(counts()).containsExactly("1 started, 0 succeeded, 1 failed");

    apply(RunChange.settled(story.last(0, 1, EffectState.SUCCEEDED)));

    assertThat(counts()).containsExactly("1 started, 1 succeeded, 0 failed");
    assertThat(Tables.query("SELECT state || generation FROM runs")).containsExactly("SUCCEEDED1");
    assertThat(
            Tables.query(
                "SELECT jsonb_path_query_array(actions::jsonb, '$[*].settlements[*].state') FROM runs"))
        .containsExactly("[\"DEAD\", \"SUCCEEDED\"]");
  }

  @Test
  void outcomeOfAnEarlierGenerationThatComesLateIsKeptAndDoesNotHold() {
    var story = stories(1).getFirst();
    apply(RunChange.settled(story.last(0, 2, EffectState.SUCCEEDED)));
    apply(RunChange.settled(story.last(0, 0, EffectState.DEAD)));
    apply(RunChange.settled(story.last(0, 1, EffectState.UNKNOWN)));
    apply(Telling.planned(story.command(1)));

    assertThat(Tables.query("SELECT action_states || generation FROM runs"))
        .containsExactly("SUCCEEDED2");
    assertThat(
            Tables.query(
                "SELECT jsonb_path_query_array(actions::jsonb, '$[*].settlements[*].generation')"
                    + " FROM runs"))
        .containsExactly("[0, 1, 2]");
    assertThat(counts()).containsExactly("1 started, 1 succeeded, 0 failed");
  }

  @Test
  void whatThePostgresTextCannotHoldIsReplaced() {
    var story = new Story("default", "zero\u0000", 1, ACCEPTED);

    apply(Telling.planned(story.command(1)));

    assertThat(Tables.query("SELECT rule_name FROM runs")).containsExactly("zero\uFFFD");
  }

  @Test
  void oldRowsArePurgedAndCountsStay() {
    var old = ACCEPTED.minus(Duration.ofDays(31));
    for (int number = 0; number < 20; number++) {
      var story = new Story("default", "big-order", number, old);
      apply(Telling.planned(story.command(2)));
    }
    var recent = new Story("default", "big-order", 99, ACCEPTED);
    apply(Telling.planned(recent.command(1)));
    var event = new Fact.Accepted(recent.event());
    projection.apply(GROUP, Batches.of(List.of(new Batches(old).at(Topics.EVENTS.name(), event))));

    housekeeping.purge();

    assertThat(Tables.query("SELECT count(*) FROM runs")).containsExactly("1");
    assertThat(Tables.query("SELECT count(*) FROM events")).containsExactly("0");
    assertThat(Tables.query("SELECT sum(started) FROM run_hours")).containsExactly("21");
  }

  @Test
  void runsThatGoOnForLongAreMarkedUntilTheyEnd() {
    var story = new Story("default", "big-order", 1, Instant.now().minusSeconds(70));
    apply(Telling.planned(story.command(1)));
    assertThat(lingering()).as("decided late").containsExactly("1");

    // As if it had been decided at once, and time had passed while another replica was there.
    Tables.execute("UPDATE runs SET lingers = false");
    projection.positions(GROUP, Set.of());
    housekeeping.markLingering();
    assertThat(lingering()).as("decided long ago").containsExactly("1");

    apply(RunChange.settled(story.last(0, 0, EffectState.SUCCEEDED)));
    assertThat(lingering()).as("ended").containsExactly("0");
  }

  @Test
  void whatThisReplicaSawBeginIsMarkedWithoutASearch() {
    var change = Telling.planned(new Story("default", "big-order", 1, ACCEPTED).command(1));
    apply(change);
    housekeeping.markLingering();
    Tables.execute("UPDATE runs SET lingers = false");
    open.takeOpenSince(Instant.MAX);
    open.saw(List.of(new RunTable.Written(null, change)), Instant.now().minusSeconds(61));

    housekeeping.markLingering();

    assertThat(lingering()).containsExactly("1");
  }

  private static List<String> lingering() {
    return Tables.query("SELECT count(*) FROM runs WHERE lingers");
  }

  /** Two replicas, one with the commands and one with the outcomes of the same runs. */
  @Test
  void replicasThatWriteTheSameRowsDoNotDisturbEachOther() throws Exception {
    var stories = stories(200);
    var commands = new ArrayList<Received<Fact>>();
    var outcomes = new ArrayList<Received<Fact>>();
    for (var story : stories) {
      commands.add(batches.told(Telling.planned(story.command(1))));
      outcomes.add(batches.told(RunChange.settled(story.last(0, 0, EffectState.SUCCEEDED))));
    }

    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = replicas.submit(() -> applyAll(Batches.cut(commands, new Random(1))));
      var second = replicas.submit(() -> applyAll(Batches.cut(outcomes, new Random(2))));
      first.get();
      second.get();
    }

    assertThat(Tables.query("SELECT count(*) FROM runs WHERE state = 'SUCCEEDED'"))
        .containsExactly("200");
    assertThat(Tables.miscounted()).isEmpty();
  }

  /**
   * Two replicas tell of one workspace: what is seen of its sequence has no hole, at any moment.
   */
  @Test
  void liveFactsOfAllReplicasAreOneSequence() throws Exception {
    Tables.execute(
        "INSERT INTO live_workspaces VALUES ('default', 0, now() + interval '1 hour')"
            + " ON CONFLICT (workspace) DO UPDATE SET sequence = 0, wanted_until = excluded.wanted_until");
    Tables.execute("DELETE FROM live_facts WHERE workspace = 'default'");
    var commands = new ArrayList<Received<Fact>>();
    var outcomes = new ArrayList<Received<Fact>>();
    for (var story : stories(200)) {
      commands.add(batches.told(Telling.planned(story.command(1))));
      outcomes.add(batches.told(RunChange.settled(story.last(0, 0, EffectState.SUCCEEDED))));
    }

    try (var replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = replicas.submit(() -> applyAll(Batches.cut(commands, new Random(1))));
      var second = replicas.submit(() -> applyAll(Batches.cut(outcomes, new Random(2))));
      while (!first.isDone() || !second.isDone()) {
        assertThat(
                Tables.query(
                    "SELECT count(*) - coalesce(max(sequence), 0) FROM live_facts"
                        + " WHERE workspace = 'default'"))
            .containsExactly("0");
      }
      first.get();
      second.get();
    }
    assertThat(
            Tables.query(
                "SELECT sum(json_array_length(body -> 'changed')) FROM live_facts"
                    + " WHERE workspace = 'default'"))
        .containsExactly("400");
    Tables.execute("DELETE FROM live_workspaces WHERE workspace = 'default'");
    Tables.execute("DELETE FROM live_facts WHERE workspace = 'default'");
  }

  private void applyAll(List<Batch<Fact>> all) {
    all.forEach(batch -> projection.apply(GROUP, batch));
  }

  private void apply(RunChange change) {
    projection.apply(GROUP, Batches.of(List.of(batches.told(change))));
  }

  private static List<String> counts() {
    return Tables.query(
        "SELECT started || ' started, ' || succeeded || ' succeeded, ' || failed || ' failed'"
            + " FROM run_hours");
  }

  private static List<Story> stories(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> new Story("default", "rule-" + i % 3, i, ACCEPTED.plusSeconds(i)))
        .toList();
  }

  private List<Received<Fact>> events(int count) {
    var events = new ArrayList<Received<Fact>>();
    stories(count)
        .forEach(
            story ->
                events.add(batches.at(Topics.EVENTS.name(), new Fact.Accepted(story.event()))));
    return events;
  }

  private static List<Received<Fact>> inOrder(List<Story> stories) {
    var fresh = new Batches(ACCEPTED);
    var records = new ArrayList<Received<Fact>>();
    stories.forEach(story -> telling(story).inOrder().forEach(one -> records.add(fresh.told(one))));
    return records;
  }

  /** Stories told through one another; each keeps the order of its own commands. */
  private static List<Received<Fact>> interleaved(List<Story> stories, Random random) {
    var queues = new ArrayList<ArrayList<RunChange>>();
    stories.forEach(story -> queues.add(new ArrayList<>(telling(story).interleaved(random))));
    var fresh = new Batches(ACCEPTED);
    var records = new ArrayList<Received<Fact>>();
    while (!queues.isEmpty()) {
      Collections.shuffle(queues, random);
      records.add(fresh.told(queues.getFirst().removeFirst()));
      queues.removeIf(ArrayList::isEmpty);
    }
    return records;
  }

  private static Telling telling(Story story) {
    return new Telling(story, 1 + story.number() % 3, story.number() % 4 == 0 ? 2 : 0);
  }
}
