package dev.sequitur.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sequitur.contracts.ActionCall;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunEnded;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Message;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RetryPolicy;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Starter;
import dev.sequitur.contracts.UnreadableException;
import dev.sequitur.contracts.Wire;
import dev.sequitur.notification.Facts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactReaderTest {

  private static final Instant AT = Instant.parse("2026-03-01T10:00:00Z");
  private static final Facts FACTS = Facts.of("shop", "big-order");

  @ParameterizedTest
  @EnumSource(names = {"FAILED", "DEAD", "UNKNOWN"})
  void whatEndedBadlyIsAFact(EffectState state) {
    var outcome = FACTS.settled(state, AT);

    assertThat(read(outcome.message(null)))
        .isEqualTo(new Heard.Trouble(new Fact.Settled(outcome, Happening.valueOf(state.name()))));
  }

  @Test
  void whatWasCancelledIsNone() {
    assertThat(read(FACTS.settled(EffectState.CANCELLED, AT).message(null))).isNull();
  }

  @Test
  void whatEndedWellIsLeftUnread() throws IOException {
    var message = FACTS.settled(EffectState.SUCCEEDED, AT).message(null);
    var hollow = without(message, "starter");

    assertThat(read(hollow))
        .isInstanceOfSatisfying(
            Heard.Success.class,
            success -> {
              assertThat(success.workspace()).isEqualTo("shop");
              assertThat(success.body()).isEqualTo(hollow.value());
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"SUCCEEDED", "FAILED", "DEAD", "UNKNOWN", "CANCELLED"})
  void whatBecameOfAMessageIsNeverToldOf(EffectState state) {
    for (var kind : List.of("Subscription", "Channel")) {
      var starter = new Starter(kind, Facts.RULE, "failures", 1, Map.of());
      var event = new EventReference(Facts.RULE, "x", 0, 0, AT, null, null);
      var call =
          new ActionCall(
              Facts.RULE,
              "message/ops",
              0,
              "email.send@1",
              Map.of(),
              null,
              RetryPolicy.DEFAULT,
              Duration.ofSeconds(30));
      var command =
          new PerformActions(Facts.RULE, 0, "shop", starter, event, 0, AT, List.of(call), Map.of());
      var outcome = Facts.answer(command, state, 0, AT);

      assertThat(read(outcome.message(null))).isEqualTo(new Heard.Answer(outcome));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"PLANNED", "STARTED", "RETRY_WAIT"})
  void whatHasNotEndedIsUnreadable(EffectState state) {
    assertUnreadable(FACTS.settled(state, AT).message(null));
  }

  @Test
  void aRejectedStartIsAFact() {
    var refusal = FACTS.rejected(AT);

    assertThat(read(refusal.message(null))).isEqualTo(new Heard.Trouble(new Fact.Refused(refusal)));
  }

  @Test
  void stormThatABrakeRejectsIsToldOnceAnHourForEachRule() {
    var first = braked(FACTS.rejected(AT));
    var next = braked(FACTS.rejected(AT.plusMillis(1)));
    var later = braked(FACTS.rejected(AT.plus(Duration.ofHours(1))));

    assertThat(next.cause()).isEqualTo(first.cause()).contains(Facts.RULE.toString());
    assertThat(later.cause()).isNotEqualTo(first.cause());
    assertThat(new Fact.Refused(FACTS.rejected(AT)).cause())
        .isNotEqualTo(new Fact.Refused(FACTS.rejected(AT)).cause());
  }

  private static Fact braked(RunStartRejected one) {
    return new Fact.Refused(
        new RunStartRejected(
            one.runId(),
            one.workspace(),
            one.starter(),
            one.event(),
            one.decidedAt(),
            "RULE_BRAKED",
            one.detail()));
  }

  @Test
  void summariesOfMatchingAreNone() {
    var summary = new EventsMatched(0, 0, 9, 10, 0, 10, 0, 0, List.of(), AT);

    assertThat(read(summary.message())).isNull();
  }

  @Test
  void whatIsSaidToWhoFollowsAnEventIsNone() {
    var event = new EventReference(Facts.RULE, "x", 0, 0, AT, null, null);
    var started = FollowedRunsStarted.of(event, "shop", List.of(Facts.RULE));
    var ended = new FollowedRunEnded(Facts.RULE, "shop", event, RunState.FAILED, 0, AT);

    assertThat(read(started.message())).isNull();
    assertThat(read(ended.message("/executor-service"))).isNull();
  }

  @Test
  void typesThatNobodyKnowsYetAreNone() {
    assertThat(FactReader.read(Map.of(Headers.TYPE, "dev.sequitur.run-finished.v1"), null))
        .isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"dev.sequitur.effect-settled.v2", "dev.sequitur.run-start-rejected.v9"})
  void anotherVersionIsUnreadable(String type) {
    var message = FACTS.rejected(AT).message(null);

    assertThatThrownBy(() -> FactReader.read(Map.of(Headers.TYPE, type), message.value()))
        .isInstanceOf(UnreadableException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "workspace",
    "runId",
    "commandId",
    "uses",
    "state",
    "attempts",
    "starter",
    "event",
    "settledAt"
  })
  void anOutcomeWithAHoleIsUnreadable(String field) throws IOException {
    assertUnreadable(without(FACTS.settled(EffectState.DEAD, AT).message(null), field));
  }

  @ParameterizedTest
  @CsvSource({"workspace", "runId", "code", "starter", "event", "decidedAt"})
  void aRejectionWithAHoleIsUnreadable(String field) throws IOException {
    assertUnreadable(without(FACTS.rejected(AT).message(null), field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "null", "[]", "{", "7", "\"x\"", "{\"state\":\"DEAD\"}", "{\"state\":{}}"})
  void whatIsNoOutcomeIsUnreadable(String text) {
    var headers = FACTS.settled(EffectState.DEAD, AT).message(null).headers();

    assertThatThrownBy(() -> FactReader.read(headers, text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(UnreadableException.class);
  }

  @Test
  void aRecordWithoutValueOrTypeIsUnreadable() {
    var headers = FACTS.settled(EffectState.DEAD, AT).message(null).headers();

    assertThatThrownBy(() -> FactReader.read(headers, null))
        .isInstanceOf(UnreadableException.class);
    assertThatThrownBy(() -> FactReader.read(Map.of(), new byte[0]))
        .isInstanceOf(UnreadableException.class);
  }

  private static Message without(Message message, String field) throws IOException {
    var body = (ObjectNode) Wire.json().readTree(message.value());
    assertThat(body.remove(field)).isNotNull();
    return new Message(message.topic(), message.key(), Wire.write(body), message.headers());
  }

  private static void assertUnreadable(Message message) {
    assertThatThrownBy(() -> read(message)).isInstanceOf(UnreadableException.class);
  }

  private static @Nullable Heard read(Message message) {
    return FactReader.read(message.headers(), message.value());
  }
}
