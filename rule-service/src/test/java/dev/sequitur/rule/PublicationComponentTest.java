package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One instant, one version, under a stream of events. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class PublicationComponentTest extends WithScenario {

  private final Map<UUID, Instant> acceptedAt = new HashMap<>();
  private final List<Map.Entry<Integer, Long>> positions = new ArrayList<>();

  @Test
  void aNewVersionDecidesFromItsInstantOnAndNotBefore() {
    var name = scenario.name("versions");
    scenario.inForce(name, "true", "one");
    var switched = scenario.publish(name, "true", "two");

    var events = streamUntil(switched.plusMillis(300));

    assertThat(acceptedAt.values()).anyMatch(instant -> instant.isBefore(switched));
    awaitAllDecided();
    var commands = commandsByEvent();
    for (var event : events) {
      var command = commands.get(event.id());
      assertThat(command).isNotNull();
      var expected = acceptedAt(event).isBefore(switched) ? 1 : 2;
      assertThat(command.starter().version()).as(acceptedAt(event) + "").isEqualTo(expected);
      assertThat(command.actions().getFirst().with().get("message"))
          .isEqualTo(expected == 1 ? "one" : "two");
      assertThat(command.decidedAt()).isEqualTo(acceptedAt(event));
    }
  }

  @Test
  void aSuspendedRuleActsUntilItsInstantAndNotAfter() {
    var name = scenario.name("resting");
    scenario.inForce(name, "true", "hi");
    var stopped =
        Scenario.effectiveFrom(Scenario.asOwner().put(Scenario.RULES + name + "/suspension"));

    var events = streamUntil(stopped.plusMillis(300));

    awaitAllDecided();
    var commands = commandsByEvent();
    for (var event : events) {
      assertThat(commands.containsKey(event.id()))
          .as(acceptedAt(event) + " of " + stopped)
          .isEqualTo(acceptedAt(event).isBefore(stopped));
    }
  }

  @Test
  void aNewVersionOfANamedConditionDecidesFromItsInstantOnAndNotBefore() {
    var condition = scenario.name("named");
    Scenario.awaitPassed(Scenario.publishCondition(condition, "event.key != 'key-0'"));
    scenario.inForce(scenario.name("naming"), "condition('" + condition + "')", "hi");
    var switched = Scenario.publishCondition(condition, "event.key == 'key-0'");

    var events = streamUntil(switched.plusMillis(300));

    assertThat(acceptedAt.values()).anyMatch(instant -> instant.isBefore(switched));
    awaitAllDecided();
    var commands = commandsByEvent();
    for (var event : events) {
      boolean first = "key-0".equals(event.key());
      assertThat(commands.containsKey(event.id()))
          .as("%s at %s of %s", event.key(), acceptedAt(event), switched)
          .isEqualTo(first != acceptedAt(event).isBefore(switched));
    }
  }

  /** The commands of this test's events; one for each at most. */
  private Map<UUID, PerformActions> commandsByEvent() {
    return scenario.commands().stream()
        .collect(Collectors.toMap(command -> command.event().id(), command -> command));
  }

  private void awaitAllDecided() {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              var summaries = scenario.summaries();
              assertThat(positions)
                  .allMatch(
                      position ->
                          summaries.stream()
                              .anyMatch(
                                  summary ->
                                      summary.partition() == position.getKey()
                                          && summary.from() <= position.getValue()
                                          && summary.to() >= position.getValue()));
            });
  }

  /** Events, one after the other, until the broker's clock is past an instant. */
  private List<AcceptedEvent> streamUntil(Instant end) {
    var events = new ArrayList<AcceptedEvent>();
    while (InstantSource.system().instant().isBefore(end) || events.size() < 20) {
      var event = scenario.event("key-" + events.size() % 5, "{}");
      var position = scenario.accept(event);
      acceptedAt.put(event.id(), Instant.ofEpochMilli(position.timestamp()));
      positions.add(Map.entry(position.partition(), position.offset()));
      events.add(event);
    }
    return events;
  }

  private Instant acceptedAt(AcceptedEvent event) {
    return java.util.Objects.requireNonNull(acceptedAt.get(event.id()));
  }
}
