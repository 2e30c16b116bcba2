package dev.sequitur.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The wire is the API: each golden file is read and written back without a difference. */
class WireTest {

  static Stream<Class<?>> wireTypes() {
    return Stream.of(
        PerformActions.class,
        EffectSettled.class,
        DeadLettered.class,
        RunStartRejected.class,
        EventsMatched.class,
        ShadowCompared.class,
        FollowedRunsStarted.class,
        FollowedRunEnded.class,
        CancelRun.class,
        DefinitionPublished.class,
        SecretStored.class,
        ApiKeyStored.class,
        AuditRecorded.class);
  }

  @ParameterizedTest
  @MethodSource("wireTypes")
  void goldenFileIsReadAndWrittenBackUnchanged(Class<?> type) throws IOException {
    var golden = golden(type);
    var value = Wire.read(golden, type);
    assertThat(tree(Wire.write(value))).isEqualTo(tree(golden));
  }

  @Test
  void aDefinitionWithAShadowIsReadAndWrittenBackAndOneWithoutLeavesNoTraceOfIt()
      throws IOException {
    var plain = Wire.read(golden(DefinitionPublished.class), DefinitionPublished.class);
    assertThat(new String(Wire.write(plain), StandardCharsets.UTF_8)).doesNotContain("shadow");
    var golden = file("/variants/DefinitionPublished-shadow.json");
    var both = Wire.read(golden, DefinitionPublished.class);
    assertThat(tree(Wire.write(both))).isEqualTo(tree(golden));
    assertThat(both.shadowAsActive())
        .isEqualTo(
            new DefinitionPublished(
                both.workspace(),
                both.kind(),
                both.uid(),
                both.name(),
                4,
                both.change(),
                DefinitionPublished.State.ACTIVE,
                both.effectiveFrom(),
                java.util.Map.of("team", "sales"),
                java.util.Map.of("on", java.util.List.of("com.example.order"))));
    assertThat(plain.shadowAsActive()).isNull();
  }

  @Test
  void theCommandsOwnWriterMakesItsGoldenFileToo() throws IOException {
    var command = Wire.read(golden(PerformActions.class), PerformActions.class);
    assertThat(tree(command.message(null).value())).isEqualTo(tree(golden(PerformActions.class)));
  }

  @Test
  void aMessageToPeopleNamesWhoSaysItAndAddsNothingToTheWire() throws IOException {
    var command = Wire.read(golden(PerformActions.class), PerformActions.class);
    for (var kind : new String[] {Starter.SUBSCRIPTION, Starter.CHANNEL}) {
      var rule = command.starter();
      var starter = new Starter(kind, rule.uid(), rule.name(), rule.version(), rule.labels());
      var message =
          new PerformActions(
                  command.runId(),
                  command.revision(),
                  command.workspace(),
                  starter,
                  command.event(),
                  command.runNo(),
                  command.decidedAt(),
                  command.actions(),
                  command.evidence())
              .message(null);
      assertThat(starter.tellsPeople()).isTrue();
      assertThat(message.headers()).containsEntry(Headers.SOURCE, "/notification-service");
      var ours = (com.fasterxml.jackson.databind.node.ObjectNode) tree(message.value());
      ((com.fasterxml.jackson.databind.node.ObjectNode) ours.path("starter")).put("kind", "Rule");
      assertThat(ours).isEqualTo(tree(golden(PerformActions.class)));
    }
    assertThat(command.starter().tellsPeople()).isFalse();
    assertThat(command.message(null).headers()).containsEntry(Headers.SOURCE, "/rule-service");
  }

  @Test
  void runsThatNobodyFollowsLeaveNoTraceOfItOnTheWire() throws IOException {
    for (var type : new Class<?>[] {PerformActions.class, EffectSettled.class}) {
      var value = Wire.read(golden(type), type);
      assertThat(new String(Wire.write(value), StandardCharsets.UTF_8)).doesNotContain("followed");
    }
  }

  @Test
  void runsBeyondTheMostAreCountedAndNotNamed() throws IOException {
    var golden = Wire.read(golden(FollowedRunsStarted.class), FollowedRunsStarted.class);
    var runs =
        Stream.generate(() -> golden.runs().getFirst())
            .limit(FollowedRunsStarted.MOST + 1L)
            .toList();
    var told = FollowedRunsStarted.of(golden.event(), "default", runs);
    assertThat(told.count()).isEqualTo(FollowedRunsStarted.MOST + 1);
    assertThat(told.runs()).isEmpty();
    var most = FollowedRunsStarted.of(golden.event(), "default", runs.subList(1, runs.size()));
    assertThat(most.message().value().length).isLessThan(Topics.RUNS.maxMessageBytes() / 2);
  }

  @Test
  void startsAndEndsOfAnEventsRunsMeetOnOnePartition() throws IOException {
    var started = Wire.read(golden(FollowedRunsStarted.class), FollowedRunsStarted.class);
    var ended = Wire.read(golden(FollowedRunEnded.class), FollowedRunEnded.class);
    var key = started.event().id().toString();
    assertThat(started.message().key()).isEqualTo(key);
    assertThat(ended.message("/executor-service").key()).isEqualTo(key);
  }

  @Test
  void aRunsCommandAndItsCancellationMeetOnOnePartition() throws IOException {
    var command = Wire.read(golden(PerformActions.class), PerformActions.class);
    var asked = new CancelRun(command.runId(), "default", "ada", null, command.decidedAt());
    var message = asked.message("/trigger-service");
    assertThat(message.topic()).isEqualTo(command.message(null).topic());
    assertThat(message.key()).isEqualTo(command.message(null).key());
    assertThat(Wire.read(message.value(), CancelRun.class)).isEqualTo(asked);
  }

  @ParameterizedTest
  @MethodSource("wireTypes")
  void unknownFieldsOfANewerVersionAreAccepted(Class<?> type) throws IOException {
    var newer = (com.fasterxml.jackson.databind.node.ObjectNode) tree(golden(type));
    newer.put("addedInAYearFromNow", true);
    assertThat(Wire.read(Wire.write(newer), type)).isEqualTo(Wire.read(golden(type), type));
  }

  @Test
  void whatIsNoJsonOfTheTypeIsUnreadable() {
    for (var bad :
        new String[] {
          "",
          "null",
          "[]",
          "{",
          "{\"runId\": 5}",
          "{\"runId\":\"x\"}",
          "{} {}",
          "{\"runNo\":1,\"runNo\":2}",
          "\u0000",
          "[".repeat(100_000)
        }) {
      assertThatThrownBy(
              () -> Wire.read(bad.getBytes(StandardCharsets.UTF_8), PerformActions.class))
          .as(bad.substring(0, Math.min(30, bad.length())))
          .isInstanceOf(UnreadableException.class);
    }
  }

  @Test
  void nullInAUsersObjectIsNotMissing() {
    var with = new java.util.HashMap<String, @org.jspecify.annotations.Nullable Object>();
    with.put("note", null);
    var call =
        new ActionCall(
            java.util.UUID.randomUUID(),
            "tell",
            0,
            "log.write@1",
            with,
            null,
            RetryPolicy.DEFAULT,
            java.time.Duration.ofSeconds(1));

    var written = Wire.write(call);

    assertThat(Wire.read(written, ActionCall.class)).isEqualTo(call);
    assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("delivery");
  }

  @Test
  void invalidUtf8IsUnreadable() {
    assertThatThrownBy(
            () ->
                Wire.read(
                    new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'}, SecretStored.class))
        .isInstanceOf(UnreadableException.class);
  }

  private static JsonNode tree(byte[] json) throws IOException {
    return Wire.json().readTree(json);
  }

  private static byte[] golden(Class<?> type) {
    return file("/golden/" + type.getSimpleName() + ".json");
  }

  private static byte[] file(String name) {
    try (var file = WireTest.class.getResourceAsStream(name)) {
      assertThat(file).as(name).isNotNull();
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
