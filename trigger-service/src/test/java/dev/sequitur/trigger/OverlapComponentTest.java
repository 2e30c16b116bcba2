package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Schedules whose runs must not overlap; what rule-service and executor say is said here. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class OverlapComponentTest {

  private static final UUID RUN = UUID.randomUUID();

  /** One for each test. They begin together, so that each has had its time when its test comes. */
  private static final Map<String, String> SCHEDULES =
      Map.of(
          "overlap-skips", "{ every: PT1S, overlap: SKIP }",
          "overlap-one-waits", "{ every: PT1S, overlap: BUFFER_ONE }",
          "overlap-all-wait", "{ every: PT1S, overlap: BUFFER_ALL }",
          "overlap-bounded", "{ every: PT1S, overlap: SKIP, overlapAtMost: PT3S }",
          "overlap-suspended", "{ every: PT1S, overlap: BUFFER_ALL }",
          "overlap-replaced", "{ every: PT1S, overlap: BUFFER_ONE }",
          "overlap-cancels", "{ every: PT1S, overlap: CANCEL_RUNNING }",
          "overlap-archived", "{ every: PT1S, overlap: BUFFER_ALL }");

  private static boolean begun;

  private final PathDatabase database;
  private String name = "";
  private UUID uid = RUN;

  @SuppressWarnings("NullAway.Init") // set before each test
  private TopicProbe probe;

  OverlapComponentTest(PathDatabase database) {
    this.database = database;
  }

  @BeforeEach
  void begin() {
    probe = TopicProbe.ofTests();
    if (!begun) {
      begun = true;
      SCHEDULES.forEach(OverlapComponentTest::publish);
    }
  }

  private static void publish(String name, String schedule) {
    Service.save(name, spec(name, schedule)).is(201);
    Service.publish(name).is(200);
  }

  @AfterEach
  void end() {
    Service.call("DELETE", path(name), Service.author(), "");
    probe.close();
  }

  @Test
  void instantsAreSkippedUntilEveryRunHasEnded() {
    var first = firstFiring("overlap-skips");
    var other = UUID.randomUUID();
    await().until(() -> skipped().size() >= 2);
    assertThat(skipped().getFirst().path("reason").asText())
        .isEqualTo("OVERLAP: event " + first + " is not over");
    // The end of one may be heard before it is heard that it has begun, and twice.
    ended(first, RUN);
    started(first, RUN, other);
    started(first, RUN, other);
    ended(first, RUN);
    ended(first, UUID.randomUUID());
    var heard = skipped().size();
    await().until(() -> skipped().size() > heard + 1);
    assertThat(fired()).hasSize(1);
    ended(first, other);
    await().until(() -> fired().size() == 2);
    assertEachInstantOnce();
    assertThat(Service.metric("sequitur_trigger_skipped_total")).isPositive();
  }

  @Test
  void latestInstantWaitsAndThoseBeforeItAreSkipped() {
    var first = firstFiring("overlap-one-waits");
    await().until(() -> skipped().size() >= 2);
    assertThat(state().path("state").asText()).isEqualTo("RUNNING");
    assertThat(state().path("reason").asText()).isEqualTo("WAITS_FOR_RUNS");
    var waits = nominal(skipped().getFirst()).plusSeconds(1);
    assertThat(Instant.parse(state().path("nextInstant").asText())).isAfterOrEqualTo(waits);
    // It started nothing: it is over at once, and what waits fires.
    started(first);
    await().until(() -> fired().size() == 2);
    assertThat(nominal(fired().getFirst())).isAfterOrEqualTo(waits);
    assertEachInstantOnce();
  }

  @Test
  void whatGoesOnIsCancelledForAnInstantThatIsDueAndTheLatestFiresAtItsEnd() {
    var first = firstFiring("overlap-cancels");
    await().until(() -> "WAITS_FOR_RUNS".equals(state().path("reason").asText()));
    var running = UUID.randomUUID();
    var over = UUID.randomUUID();
    var late = UUID.randomUUID();
    // Nothing was known of its runs when the next instant came: they are cancelled as they are
    // named.
    ended(first, over);
    started(first, running, over);
    await().until(() -> cancelled(running).size() == 1);
    started(first, running, late);
    await().until(() -> cancelled(late).size() == 1);
    var asked = cancelled(running).getFirst();
    assertThat(asked.by()).isEqualTo("Trigger/overlap-cancels");
    assertThat(asked.workspace()).isEqualTo("default");
    assertThat(asked.reason()).startsWith("overlap: the instant ").endsWith(" is due");
    assertThat(fired()).hasSize(1);
    ended(first, running);
    ended(first, late);
    await().until(() -> fired().size() == 2);
    assertThat(cancelled(running)).hasSize(1);
    assertThat(cancelled(over)).isEmpty();
    // What has fired is cancelled for the next one in turn.
    var second = eventId(fired().getFirst());
    var next = UUID.randomUUID();
    started(second, next);
    await().until(() -> cancelled(next).size() == 1);
    ended(second, next);
    await().until(() -> fired().size() == 3);
    assertEachInstantOnce();
  }

  @Test
  void allInstantsWaitAndFireOneAfterAnother() {
    var event = firstFiring("overlap-all-wait");
    var begun = nominal(fired().getFirst());
    await().until(() -> Instant.now().isAfter(begun.plusSeconds(3)));
    for (int firings = 2; firings < 4; firings++) {
      assertThat(fired()).hasSize(firings - 1);
      started(event, RUN);
      ended(event, RUN);
      int expected = firings;
      await().until(() -> fired().size() == expected);
      event = eventId(fired().getFirst());
    }
    assertThat(skipped()).isEmpty();
    assertEachInstantOnce();
  }

  @Test
  void firingOfWhichNothingIsHeardIsNotWaitedForBeyondItsBound() {
    var first = firstFiring("overlap-bounded");
    await().until(() -> fired().size() >= 2);
    var second = fired().reversed().get(1);
    assertThat(second.path("reason").asText())
        .isEqualTo("OVERLAP_AT_MOST: nothing was heard of the end of event " + first);
    assertThat(nominal(second)).isAfterOrEqualTo(nominal(fired().getLast()).plusSeconds(3));
    assertThat(fired().getLast().has("reason")).isFalse();
    assertThat(Service.metric("sequitur_trigger_overlap_abandoned_total")).isPositive();
    assertEachInstantOnce();
  }

  @Test
  void whatWaitsIsLetGoWhenItsTriggerIsSuspended() {
    firstFiring("overlap-suspended");
    var begun = nominal(fired().getFirst());
    await().until(() -> Instant.now().isAfter(begun.plusSeconds(3)));
    Service.call("PUT", path(name) + "/suspension", Service.author(), "").is(200);
    await().until(() -> skipped().size() >= 2);
    assertThat(skipped()).allMatch(item -> item.path("reason").asText().startsWith("REPLACED: "));
    assertThat(fired()).hasSize(1);
    Service.call("DELETE", path(name) + "/suspension", Service.author(), "").is(200);
    // Its run still goes on: what comes then waits again, until that has ended.
    await().until(() -> "WAITS_FOR_RUNS".equals(state().path("reason").asText()));
    started(eventId(fired().getFirst()));
    await().until(() -> fired().size() == 2);
  }

  @Test
  void newVersionTakesOverWhileInstantsWaitAndMayAskForNothing() {
    var first = firstFiring("overlap-replaced");
    await().until(() -> !skipped().isEmpty());
    Service.save(name, spec(name, "{ every: PT1S }")).is(200);
    Service.publish(name).is(200);
    await().until(() -> fired().getFirst().path("version").asInt() == 2);
    assertThat(skipped().getFirst().path("reason").asText()).startsWith("REPLACED: ");
    assertEachInstantOnce();
    var second = eventId(fired().getFirst());
    await().until(() -> isOnTopic(first) && isOnTopic(second));
    assertThat(Service.onTopic(probe, first.toString()).followed()).isTrue();
    assertThat(Service.onTopic(probe, second.toString()).followed()).isFalse();
  }

  @Test
  void archivedTriggerIsGoneThoughItsRunsGoOn() {
    firstFiring("overlap-archived");
    assertThat(number("followed_firings")).isOne();
    Service.call("DELETE", path(name), Service.author(), "").is(204);
    await().until(() -> number("schedules") == 0);
    assertThat(number("followed_firings")).isZero();
  }

  /** The event of what its schedule has fired first. */
  private UUID firstFiring(String schedule) {
    name = schedule;
    var saved = Service.call("GET", path(name), Service.author(), "").is(200);
    uid = UUID.fromString(saved.body().at("/metadata/uid").asText());
    await().until(() -> !fired().isEmpty());
    return eventId(fired().getLast());
  }

  private static String path(String name) {
    return Service.TRIGGERS + "/" + name;
  }

  private static String spec(String name, String schedule) {
    return "schedule: " + schedule + "\nevent: { type: com.example." + name + " }";
  }

  private void started(UUID event, UUID... runs) {
    probe.produce(FollowedRunsStarted.of(reference(event), "default", List.of(runs)).message());
  }

  private void ended(UUID event, UUID run) {
    probe.produce(
        new FollowedRunEnded(run, "default", reference(event), RunState.SUCCEEDED, 0, Instant.now())
            .message("/executor-service"));
  }

  private EventReference reference(UUID event) {
    return new EventReference(event, "t", 0, 0, Instant.now(), null, null, uid, null, true);
  }

  /** What was said to cancel a run. */
  private List<CancelRun> cancelled(UUID run) {
    return probe
        .all(
            Topics.COMMANDS,
            record -> CancelRun.TYPE.equals(TopicProbe.header(record, Headers.TYPE)))
        .stream()
        .map(record -> Wire.read(record.value(), CancelRun.class))
        .filter(asked -> asked.runId().equals(run))
        .toList();
  }

  private boolean isOnTopic(UUID event) {
    return !probe
        .all(Topics.EVENTS, record -> event.toString().equals(TopicProbe.header(record, "ce_id")))
        .isEmpty();
  }

  /** Rows of the trigger in a table of schedules. */
  private long number(String table) {
    var column = table.equals("schedules") ? "uid" : "schedule";
    return database.transact(
        transaction -> {
          try (var select =
              transaction
                  .connection()
                  .prepareStatement(
                      "SELECT count(*) FROM " + table + " WHERE " + column + " = ?")) {
            select.setObject(1, uid);
            try (var found = select.executeQuery()) {
              found.next();
              return found.getLong(1);
            }
          }
        });
  }

  private JsonNode state() {
    return Service.call("GET", path(name) + "/state", Service.author(), "").is(200).body();
  }

  private List<JsonNode> fired() {
    return firings("?state=FIRED");
  }

  private List<JsonNode> skipped() {
    return firings("?state=SKIPPED");
  }

  private List<JsonNode> firings(String query) {
    var all = new ArrayList<JsonNode>();
    Service.call("GET", path(name) + "/firings" + query, Service.author(), "")
        .is(200)
        .body()
        .at("/items")
        .forEach(all::add);
    return all;
  }

  private void assertEachInstantOnce() {
    var instants = firings("").stream().map(OverlapComponentTest::nominal).toList().reversed();
    for (int i = 1; i < instants.size(); i++) {
      assertThat(instants.get(i)).isEqualTo(instants.get(i - 1).plusSeconds(1));
    }
  }

  private static UUID eventId(JsonNode firing) {
    return UUID.fromString(firing.path("eventId").asText());
  }

  private static Instant nominal(JsonNode firing) {
    return Instant.parse(firing.path("nominalInstant").asText());
  }

  private static ConditionFactory await() {
    return org.awaitility.Awaitility.await().atMost(Duration.ofSeconds(20));
  }
}
