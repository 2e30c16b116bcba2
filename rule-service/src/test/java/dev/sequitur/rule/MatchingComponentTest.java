package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class MatchingComponentTest {

  private Scenario scenario;

  @BeforeEach
  void begin() {
    scenario = new Scenario();
  }

  @AfterEach
  void end() {
    scenario.close();
  }

  @Test
  void matchingEventBecomesOneCommandWithDerivedIds() {
    var from =
        scenario.publish("big-" + scenario.type.substring(12), "data.amount > 100", "${data.id}");
    awaitPassed(from);
    var event = scenario.event("k", "{\"id\":\"o-1\",\"amount\":150}");
    var position = scenario.accept(event);

    await().until(() -> !scenario.commands(event).isEmpty());

    var command = scenario.commands(event).getFirst();
    assertThat(command.runId())
        .isEqualTo(Ids.run("default", command.starter().uid(), event.id(), 0));
    assertThat(command.actions()).hasSize(1);
    var action = command.actions().getFirst();
    assertThat(action.commandId()).isEqualTo(Ids.command(command.runId(), "tell", 0));
    assertThat(action.with()).isEqualTo(Map.of("message", "o-1"));
    assertThat(command.evidence()).isEqualTo(Map.of("data.amount", 150));
    assertThat(command.decidedAt()).isEqualTo(Instant.ofEpochMilli(position.timestamp()));
    assertThat(command.event().offset()).isEqualTo(position.offset());
    assertThat(command.starter().labels()).containsEntry("team", "sales");
    var record =
        scenario
            .topics
            .all(Topics.COMMANDS, one -> new String(one.key()).equals(command.runId().toString()))
            .getFirst();
    assertThat(TopicProbe.header(record, Headers.TRACE_PARENT)).isEqualTo(event.traceParent());
  }

  /**
   * Events are stamped by the broker: what is produced from here on is stamped after the instant.
   */
  static void awaitPassed(Instant instant) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> java.time.InstantSource.system().instant().isAfter(instant.plusMillis(5)));
  }
}
