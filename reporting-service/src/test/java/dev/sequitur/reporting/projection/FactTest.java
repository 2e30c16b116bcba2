package dev.sequitur.reporting.projection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.reporting.Story;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FactTest {

  private static final Story STORY =
      new Story("default", "big-order", 1, Instant.parse("2026-03-01T10:00:00Z"));

  @Test
  void recordsTellWhereTheyBelong() {
    for (var message :
        List.of(
            STORY.event().message(),
            STORY.command(1).message(null),
            STORY.last(0, 0, EffectState.SUCCEEDED).message(null),
            STORY.rejected().message(null),
            STORY.compared(ShadowCompared.Difference.ADDED).message())) {
      assertThat(read(message)).extracting(Fact::topic).isEqualTo(message.topic());
    }
  }

  /** A user chooses the types of events: none of them makes a run. */
  @Test
  void eventThatBearsTheTypeOfACommandStaysAnEvent() {
    var event = STORY.event().message();
    var headers = new HashMap<>(event.headers());
    headers.put(Headers.TYPE, PerformActions.TYPE);
    var command = STORY.command(1).message(null);

    assertThat(Fact.read(headers, command.value())).isInstanceOf(Fact.Accepted.class);
  }

  @Test
  void aComparisonThatIsNotWholeIsUnreadable() {
    var headers = Map.of(Headers.TYPE, ShadowCompared.TYPE);
    for (var bad :
        List.of(
            "{\"partition\":0}",
            "{\"partition\":0,\"rules\":[{\"trial\":1,\"acting\":1,\"shadow\":2,\"verdicts\":[]},null]}",
            "{\"partition\":0,\"rules\":[{\"workspace\":\"w\",\"trial\":1,\"acting\":1,\"shadow\":2,"
                + "\"verdicts\":[{\"offset\":1,\"difference\":\"ADDED\"}]}]}")) {
      assertThatThrownBy(
              () -> Fact.read(headers, bad.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
          .isInstanceOf(UnreadableException.class);
    }
  }

  @Test
  void summaryOfMatchingTellsNothingOfARun() {
    var summary = new EventsMatched(0, 1, 2, 2, 0, 2, 0, 0, List.of(), STORY.acceptedAt());

    assertThat(read(summary.message())).isNull();
  }

  @Test
  void summaryThatTellsOfStoppedRulesIsOneUnlessItNamesNoEvents() {
    assertThat(read(stopped("AQ").message())).isInstanceOf(Fact.Stopped.class);
    assertThatThrownBy(() -> read(stopped("!").message())).isInstanceOf(UnreadableException.class);
  }

  private static EventsMatched stopped(String at) {
    var stopped =
        new EventsMatched.Stopped(
            "w", STORY.eventId(), "r", 1, true, "EXPRESSION_TYPE", STORY.acceptedAt(), at);
    return new EventsMatched(
        0, 1, 2, 2, 0, 2, 0, 0, List.of(), STORY.acceptedAt(), List.of(stopped));
  }

  @Test
  void whatIsSaidToWhoFollowsAnEventTellsNothingNewOfItsRuns() {
    var command = STORY.command(1);
    var started =
        FollowedRunsStarted.of(command.event(), command.workspace(), List.of(command.runId()));
    var ended =
        new FollowedRunEnded(
            command.runId(),
            command.workspace(),
            command.event(),
            RunState.SUCCEEDED,
            0,
            STORY.acceptedAt());

    assertThat(read(started.message())).isNull();
    assertThat(read(ended.message("/executor-service"))).isNull();
  }

  @Test
  void aCancellationTellsNothingThatItsOutcomesDoNot() {
    var command = STORY.command(1);
    var asked =
        new CancelRun(command.runId(), command.workspace(), "ada", null, STORY.acceptedAt());

    assertThat(read(asked.message("/trigger-service"))).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Subscription", "Channel"})
  void messageToPeopleIsNoRunOfAnAutomation(String kind) throws IOException {
    for (var message :
        List.of(STORY.command(1).message(null), STORY.last(0, 0, EffectState.DEAD).message(null))) {
      var body = (ObjectNode) Wire.json().readTree(message.value());
      ((ObjectNode) body.path("starter")).put("kind", kind);

      assertThat(Fact.read(message.headers(), Wire.write(body))).isNull();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "null", "[]", "{}", "{\"runId\": \"no\"}", "\u0000"})
  void whatIsNoCommandIsUnreadable(String body) {
    var headers = Map.of(Headers.TYPE, PerformActions.TYPE);

    assertThatThrownBy(() -> Fact.read(headers, body.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void typesOfALaterMajorVersionAreUnreadable() {
    var headers = Map.of(Headers.TYPE, "dev.sequitur.perform-actions.v2");

    assertThatThrownBy(() -> Fact.read(headers, new byte[] {'{', '}'}))
        .isInstanceOf(UnreadableException.class)
        .hasMessageContaining("v2");
  }

  private static @Nullable Fact read(Message m) {
    return Fact.read(m.headers(), m.value());
  }
}
