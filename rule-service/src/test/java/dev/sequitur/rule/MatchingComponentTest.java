package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From an event on the topic to a command on the topic. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MatchingComponentTest extends WithScenario {

  @Test
  void matchingEventBecomesOneCommandWithDerivedIds() {
    scenario.inForce(scenario.name("big"), "data.amount > 100", "${data.id}");
    var event = scenario.event("k", "{\"id\":\"o-1\",\"amount\":150}");
    var position = scenario.accept(event);

    var command = scenario.awaitCommand(event);

    assertThat(command.runId())
        .isEqualTo(Ids.run("default", command.starter().uid(), event.id(), 0));
    assertThat(command.actions()).hasSize(1);
    var action = command.actions().getFirst();
    assertThat(action.commandId()).isEqualTo(Ids.command(command.runId(), "tell", 0));
    assertThat(action.with()).isEqualTo(Map.of("message", "o-1"));
    assertThat(command.evidence()).isEqualTo(Map.of("data.amount", 150));
    assertThat(command.decidedAt()).isEqualTo(Instant.ofEpochMilli(position.timestamp()));
    assertThat(command.event().partition()).isEqualTo(position.partition());
    assertThat(command.event().offset()).isEqualTo(position.offset());
    assertThat(command.starter().labels()).containsEntry("team", "sales");
  }

  @Test
  void theCommandCarriesTheEventsTraceAndIsKeyedByItsRun() {
    scenario.inForce(scenario.name("traced"), "true", "hi");
    var event = scenario.accepted("k", "{}");
    var run = scenario.awaitCommand(event).runId().toString();

    var record =
        scenario
            .topics
            .all(Topics.COMMANDS, one -> new String(one.key(), StandardCharsets.UTF_8).equals(run))
            .getFirst();

    assertThat(TopicProbe.header(record, Headers.TRACE_PARENT)).isEqualTo(event.traceParent());
  }

  @Test
  void anEventThatMatchesNothingStartsNothing() {
    scenario.inForce(scenario.name("big"), "data.amount > 100", "hi");
    var small = scenario.accepted("k", "{\"amount\":50}");
    var strange = scenario.accepted("k", "{\"amount\":\"many\"}");
    scenario.awaitCommand(scenario.accepted("k", "{\"amount\":150}"));

    assertThat(scenario.commands(small)).isEmpty();
    assertThat(scenario.commands(strange)).isEmpty();
    assertThat(scenario.rejections()).isEmpty();
  }

  @Test
  void aConditionThatFailsIsCountedForItsRule() {
    scenario.inForce(scenario.name("fussy"), "data.amount > 100", "hi");
    scenario.accepted("k", "{\"amount\":\"many\"}");
    var rule = scenario.awaitCommand(scenario.accepted("k", "{\"amount\":150}")).starter().uid();

    await()
        .until(
            () ->
                scenario.summaries().stream()
                    .flatMap(summary -> summary.errors().stream())
                    .anyMatch(
                        error ->
                            error.rule().equals(rule)
                                && error.code().equals("EXPRESSION_TYPE")
                                && error.count() == 1));
    // The event itself is named with the version that stopped at it, so that nobody counts it
    // twice.
    assertThat(
            scenario.summaries().stream()
                .flatMap(summary -> summary.stopped().stream())
                .filter(stopped -> stopped.rule().equals(rule))
                .toList())
        .singleElement()
        .satisfies(
            stopped -> {
              assertThat(stopped.asked()).isTrue();
              assertThat(stopped.version()).isEqualTo(1);
              assertThat(stopped.code()).isEqualTo("EXPRESSION_TYPE");
              assertThat(stopped.timesSince(0)).isEqualTo(1);
            });
  }

  @Test
  void aRunThatCannotStartIsRejectedVisiblyAndHidesNoOther() {
    scenario.inForce(scenario.name("broken"), "true", "${data.none}");
    scenario.inForce(scenario.name("fine"), "true", "hi");
    var event = scenario.accepted("k", "{}");

    assertThat(scenario.awaitCommand(event).starter().name()).isEqualTo(scenario.name("fine"));
    await().until(() -> !scenario.rejections().isEmpty());
    var rejection = scenario.rejections().getFirst();
    assertThat(rejection.code()).isEqualTo("EXPRESSION_FIELD_MISSING");
    assertThat(rejection.starter().name()).isEqualTo(scenario.name("broken"));
    assertThat(rejection.runId())
        .isEqualTo(Ids.run("default", rejection.starter().uid(), event.id(), 0));
  }

  @Test
  void runsThatAFollowedEventStartsAreNamedAndOfNoOtherEvent() {
    scenario.inForce(scenario.name("one"), "data.n > 1", "hi");
    scenario.inForce(scenario.name("two"), "data.n > 2", "hi");
    scenario.inForce(scenario.name("broken"), "data.n > 2", "${data.none}");
    var plain = scenario.accepted("k", "{\"n\":3}");
    var both = scenario.event("k", "{\"n\":3}").following();
    var none = scenario.event("k", "{\"n\":0}").following();
    scenario.accept(both);
    scenario.accept(none);

    await().until(() -> !scenario.followed(none).isEmpty());
    var told = scenario.followed(both);
    var commands = scenario.commands(both);
    assertThat(commands)
        .hasSize(2)
        .allMatch(command -> Boolean.TRUE.equals(command.event().followed()));
    assertThat(told).hasSize(1);
    assertThat(told.getFirst().count()).isEqualTo(2);
    assertThat(told.getFirst().runs())
        .containsExactlyInAnyOrderElementsOf(
            commands.stream().map(command -> command.runId()).toList());
    assertThat(told.getFirst().event()).isEqualTo(commands.getFirst().event());
    assertThat(scenario.followed(none).getFirst().count()).isZero();
    assertThat(scenario.followed(plain)).isEmpty();
    assertThat(scenario.commands(plain)).allMatch(command -> command.event().followed() == null);
  }

  @Test
  void followedEventThatComesAgainUnrecognisedNamesTheSameRuns() {
    scenario.inForce(scenario.name("same-runs"), "true", "hi");
    var event = scenario.event("k", "{}").following();
    for (int key = 0; key < 12; key++) {
      scenario.accept(withKey(event, "key-" + key).following());
    }

    await().until(() -> scenario.followed(event).size() > 1);

    assertThat(scenario.followed(event).stream().map(FollowedRunsStarted::runs).distinct())
        .hasSize(1);
  }

  @Test
  void redeliveredEventStartsNothingNew() {
    scenario.inForce(scenario.name("once"), "true", "${data}");
    var event = scenario.accepted("k", "{\"a\":1}");
    scenario.awaitCommand(event);
    scenario.accept(event);
    scenario.awaitCommand(scenario.accepted("k", "{\"a\":2}"));

    assertThat(scenario.commands(event)).hasSize(1);
  }

  @Test
  void anEventThatComesAgainUnrecognisedMakesTheSameRun() {
    scenario.inForce(scenario.name("same"), "true", "${data.a}");
    var event = scenario.event("k", "{\"a\":1}");
    // The same event under other ordering keys: on partitions that have not seen it.
    for (int key = 0; key < 12; key++) {
      scenario.accept(withKey(event, "key-" + key));
    }

    await().until(() -> scenario.commands(event).size() > 1);
    var commands = scenario.commands(event);

    assertThat(commands.stream().map(command -> command.runId()).distinct()).hasSize(1);
    assertThat(commands.stream().map(command -> command.actions()).distinct()).hasSize(1);
  }

  @Test
  void aRepeatedEventWithOtherDataIsCountedApart() {
    scenario.inForce(scenario.name("altered"), "true", "hi");
    var event = scenario.accepted("k", "{\"a\":1}");
    scenario.awaitCommand(event);
    var before = altered();
    var again = scenario.event("k", "{\"a\":2}");
    scenario.accept(withId(again, event));

    await().until(() -> altered() == before + 1);
    assertThat(scenario.commands(event)).hasSize(1);
  }

  @Test
  void whatCannotBeReadGoesToQuarantineAndTheOthersGoOn() {
    scenario.inForce(scenario.name("on"), "true", "hi");
    scenario.awaitCommand(scenario.accepted("k", "{}"));
    var bad = scenario.event("k", "{\"a\":").message();
    var poison =
        List.of(
            scenario.topics.produce(bad),
            scenario.topics.raw(bad.topic(), "k", "{}".getBytes(StandardCharsets.UTF_8), Map.of()),
            scenario.topics.raw(bad.topic(), "k", new byte[0], bad.headers()),
            scenario.topics.raw(
                bad.topic(),
                "k",
                ("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8),
                bad.headers()),
            scenario.topics.raw(
                bad.topic(),
                "k",
                "{\"a\":1,\"a\":2}".getBytes(StandardCharsets.UTF_8),
                bad.headers()));
    var good = scenario.event("k", "{}");
    var position = scenario.accept(good);

    scenario.awaitCommand(good);

    for (var one : poison) {
      var copies =
          scenario.topics.all(
              Topics.QUARANTINE,
              record ->
                  TopicProbe.header(record, Headers.QUARANTINE_TOPIC).equals(one.topic())
                      && TopicProbe.header(record, Headers.QUARANTINE_PARTITION)
                          .equals("" + one.partition())
                      && TopicProbe.header(record, Headers.QUARANTINE_OFFSET)
                          .equals("" + one.offset()));
      assertThat(copies).as(one.toString()).hasSize(1);
    }
    var command =
        scenario.topics.all(
            Topics.COMMANDS,
            record ->
                new String(record.value(), StandardCharsets.UTF_8).contains(good.id().toString()));
    assertThat(Duration.ofMillis(command.getFirst().timestamp() - position.timestamp()))
        .isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void summariesAccountForEveryEvent() {
    scenario.inForce(scenario.name("some"), "data.n > 100", "hi");
    awaitAllAccounted();
    var before = matched();
    for (int n = 0; n < 200; n++) {
      var event = scenario.accepted("key-" + n % 7, "{\"n\":" + n + "}");
      if (n % 10 == 0) {
        scenario.accept(event);
      }
    }

    awaitAllAccounted();
    assertThat(scenario.commands()).hasSize(99);
    assertThat(matched() - before).isEqualTo(99);
  }

  private void awaitAllAccounted() {
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(() -> assertThat(accounted()).isEqualTo(onTheLog()));
  }

  /** Runs of which summaries tell, of all tests. */
  private int matched() {
    return scenario.summaries().stream()
        .mapToInt(summary -> summary.started() + summary.failed())
        .sum();
  }

  /** Events that were decided on, skipped as repeated, or put into quarantine. */
  private int accounted() {
    var quarantined =
        scenario.topics.all(
            Topics.QUARANTINE,
            record ->
                TopicProbe.header(record, Headers.QUARANTINE_TOPIC).equals(Topics.EVENTS.name()));
    return quarantined.size()
        + scenario.summaries().stream()
            .mapToInt(summary -> summary.evaluated() + summary.duplicates())
            .sum();
  }

  private int onTheLog() {
    return scenario.topics.all(Topics.EVENTS).size();
  }

  private int altered() {
    return scenario.summaries().stream()
        .flatMap(summary -> summary.errors().stream())
        .filter(error -> error.code().equals("EVENT_REPEATED_ALTERED"))
        .mapToInt(EventsMatched.ConditionErrors::count)
        .sum();
  }

  private static AcceptedEvent withKey(AcceptedEvent event, String key) {
    return new AcceptedEvent(
        event.id(),
        event.workspace(),
        event.type(),
        event.source(),
        event.subject(),
        key,
        event.time(),
        event.trigger(),
        event.triggerVersion(),
        event.hops(),
        event.data(),
        event.traceParent());
  }

  private static AcceptedEvent withId(AcceptedEvent event, AcceptedEvent first) {
    return new AcceptedEvent(
        first.id(),
        event.workspace(),
        event.type(),
        event.source(),
        event.subject(),
        first.key(),
        event.time(),
        event.trigger(),
        event.triggerVersion(),
        event.hops(),
        event.data(),
        event.traceParent());
  }
}
