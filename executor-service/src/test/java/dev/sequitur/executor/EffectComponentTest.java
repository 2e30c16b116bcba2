package dev.sequitur.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** H4 to H6 against a real broker, database and target. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EffectComponentTest {

  private static final Sink SINK = new Sink();

  @SuppressWarnings("NullAway.Init") // set before each test
  private static Heard heard;

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    SINK.close();
  }

  @Test
  void commandBecomesOneCallAndOneOutcomeWithTheRunsEnd() {
    var command = Commands.run().post(SINK.url("/plain"), null).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.output())
        .containsEntry("status", 200)
        .containsEntry("body", Map.of("ok", true));
    assertThat(outcome.attempts())
        .singleElement()
        .satisfies(
            attempt -> {
              assertThat(attempt.phase()).isEqualTo(Phase.ANSWERED);
              assertThat(attempt.status()).isEqualTo(200);
            });
    assertThat(end(outcome).state()).isEqualTo(RunState.SUCCEEDED);
    assertThat(end(outcome).generation()).isZero();
    assertThat(SINK.hits("/plain"))
        .singleElement()
        .satisfies(
            hit -> {
              assertThat(hit.method()).isEqualTo("POST");
              assertThat(hit.body()).isEqualTo("{\"a\":1}");
              assertThat(hit.header("Idempotency-key"))
                  .isEqualTo(command.actions().getFirst().commandId().toString());
              assertThat(hit.header("Traceparent")).startsWith("00-");
              assertThat(hit.header("Content-type")).isEqualTo("application/json");
            });
  }

  @Test
  void redeliveredCommandStartsNothingNew() {
    var command = Commands.run().post(SINK.url("/again"), null).command();
    heard.outcome(command);

    heard.say(command);
    heard.say(command);
    heard.outcome(Commands.run().post(SINK.url("/after-again"), null).command());

    assertThat(SINK.hits("/again")).hasSize(1);
    assertThat(heard.outcomes(command.runId())).hasSize(1);
  }

  @Test
  void runOfSeveralActionsEndsOnceWithItsLast() {
    var command =
        Commands.run()
            .post(SINK.url("/multi"), null)
            .call("log.write@1", Map.of("message", "line\nbreak"))
            .call("no.such@7", Map.of())
            .post(SINK.url("/multi"), Delivery.KEYED)
            .command();

    var outcomes = heard.outcomes(command, 4);

    assertThat(outcomes)
        .filteredOn(o -> o.runEnd() != null)
        .singleElement()
        .satisfies(o -> assertThat(end(o).state()).isEqualTo(RunState.FAILED));
    assertThat(outcomes).filteredOn(o -> o.state() == EffectState.SUCCEEDED).hasSize(3);
    assertThat(SINK.hits("/multi")).hasSize(2);
  }

  @Test
  void endOfARunWhoseEventIsFollowedIsSaidOnceWithItsLastOutcome() {
    var command =
        Commands.run()
            .followed()
            .post(SINK.url("/followed"), null)
            .call("no.such@7", Map.of())
            .post(SINK.url("/followed"), null)
            .command();

    var ended =
        heard.outcomes(command, 3).stream()
            .filter(o -> o.runEnd() != null)
            .findFirst()
            .orElseThrow();

    assertThat(heard.awaitFollowedEnds(command.runId(), 1))
        .singleElement()
        .satisfies(
            told -> {
              assertThat(told.state()).isEqualTo(RunState.FAILED);
              assertThat(told.endedAt()).isEqualTo(end(ended).endedAt());
              assertThat(told.event()).isEqualTo(command.event());
            });
    heard.say(command);
    heard.outcome(Commands.run().post(SINK.url("/after-followed"), null).command());
    assertThat(heard.followedEnds(command.runId())).hasSize(1);
  }

  @Test
  void runWithoutActionsAndOneThatIsRefusedEndForTheirFollowerToo() {
    var empty = Commands.run().followed().command();
    var refused = Commands.run().followed().call("no.such@7", Map.of()).command();
    heard.outcome(empty);
    heard.outcome(refused);

    assertThat(heard.awaitFollowedEnds(empty.runId(), 1).getFirst().state())
        .isEqualTo(RunState.SUCCEEDED);
    assertThat(heard.awaitFollowedEnds(refused.runId(), 1).getFirst().state())
        .isEqualTo(RunState.FAILED);
  }

  /** The topic is shared by all: nothing is added for runs that nobody follows. */
  @Test
  void endOfARunThatNobodyFollowsIsNotSaidBesides() {
    var plain = Commands.run().post(SINK.url("/plain-end"), null).command();
    var message = Commands.run().followed().tellingPeople().post(SINK.url("/told"), null).command();
    var last = Commands.run().followed().post(SINK.url("/last"), null).command();
    heard.outcome(plain);
    heard.outcome(message);
    heard.outcome(last);

    heard.awaitFollowedEnds(last.runId(), 1);
    assertThat(heard.followedEnds(plain.runId())).isEmpty();
    assertThat(heard.followedEnds(message.runId())).isEmpty();
  }

  @Test
  void failingTargetIsTriedAgainUntilItSucceeds() {
    SINK.answer("/flaky", (exchange, n) -> Sink.respond(exchange, n < 3 ? 503 : 200, ""));
    var command = Commands.run().post(SINK.url("/flaky"), Delivery.KEYED).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.attempts()).extracting("number").containsExactly(1, 2, 3);
    assertThat(outcome.attempts()).extracting("status").containsExactly(503, 503, 200);
    assertThat(SINK.hits("/flaky"))
        .extracting(hit -> hit.header("Idempotency-key"))
        .hasSize(3)
        .containsOnly(command.actions().getFirst().commandId().toString());
  }

  @Test
  void targetThatKeepsFailingIsGivenUpWithADeadLetter() {
    SINK.answer("/broken", (exchange, _) -> Sink.respond(exchange, 500, ""));
    var command = Commands.run().post(SINK.url("/broken"), Delivery.IDEMPOTENT).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
    assertThat(outcome.attempts()).hasSize(1 + Commands.QUICK.max());
    assertThat(end(outcome).state()).isEqualTo(RunState.FAILED);
    assertThat(heard.awaitDeadLetters(command.runId(), 1))
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.action().with()).isEqualTo(command.actions().getFirst().with());
              assertThat(letter.cause().code()).isEqualTo("TARGET_FAILED");
            });
  }

  @Test
  void refusingTargetEndsTheRunAtOnce() {
    SINK.answer("/refuses", (exchange, _) -> Sink.respond(exchange, 422, "{\"why\":\"no\"}"));
    var command = Commands.run().post(SINK.url("/refuses"), null).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
    assertThat(failure(outcome)).isEqualTo("TARGET_REFUSED");
    assertThat(SINK.hits("/refuses")).hasSize(1);
  }

  @Test
  void unansweredAtMostOnceIsUnknownAndNeverRepeated() {
    SINK.answer("/cut-once", (exchange, _) -> exchange.close());
    var command = Commands.run().post(SINK.url("/cut-once"), Delivery.AT_MOST_ONCE).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.UNKNOWN);
    assertThat(outcome.attempts())
        .singleElement()
        .satisfies(attempt -> assertThat(attempt.phase()).isEqualTo(Phase.WRITTEN));
    assertThat(end(outcome).state()).isEqualTo(RunState.UNKNOWN);
    assertThat(SINK.hits("/cut-once")).hasSize(1);
  }

  @Test
  void unansweredAtLeastOnceIsRepeated() {
    SINK.answer(
        "/cut-first",
        (exchange, n) -> {
          if (n == 1) {
            exchange.close();
          } else {
            Sink.respond(exchange, 200, "");
          }
        });
    var command = Commands.run().post(SINK.url("/cut-first"), Delivery.AT_LEAST_ONCE).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.attempts())
        .extracting("phase")
        .containsExactly(Phase.WRITTEN, Phase.ANSWERED);
  }

  @Test
  void hangingTargetTimesOut() {
    SINK.answer(
        "/hangs",
        (exchange, n) -> {
          if (n > 1) {
            Sink.respond(exchange, 200, "");
          }
        });
    var with =
        Map.<String, Object>of("method", "PUT", "url", SINK.url("/hangs"), "timeout", "200ms");
    var command = Commands.run().call("http.request@1", with).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.attempts().getFirst().code()).isEqualTo("TIMEOUT");
    assertThat(outcome.attempts().getFirst().phase()).isEqualTo(Phase.WRITTEN);
    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
  }

  /** More calls than there are places, to a target that takes connections and says nothing. */
  @Test
  void silentTargetHoldsNoOtherBack() throws IOException {
    try (var silent = new ServerSocket(0, 500, InetAddress.getLoopbackAddress())) {
      var with =
          Map.<String, Object>of(
              "method", "POST",
              "url", "http://127.0.0.1:" + silent.getLocalPort() + "/silent",
              "timeout", "60s");
      var waiting = new ArrayList<PerformActions>();
      for (int i = 0; i < 300; i++) {
        var command =
            Commands.run()
                .call("http.request@1", with, Delivery.AT_MOST_ONCE, Commands.QUICK)
                .command();
        waiting.add(command);
        heard.say(command);
      }

      var outcome = heard.outcome(Commands.run().post(SINK.url("/other"), null).command());

      assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
      var said = heard.text(Topics.OUTCOMES);
      assertThat(waiting).noneMatch(command -> said.contains(command.runId().toString()));
    }
  }

  @Test
  void getFollowsRedirectsAndPostDoesNot() {
    SINK.answer(
        "/from",
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "/to");
          Sink.respond(exchange, 302, "");
        });
    var get = Commands.run().call("http.request@1", Map.of("url", SINK.url("/from"))).command();
    var post = Commands.run().post(SINK.url("/from"), null).command();

    assertThat(heard.outcome(get).state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(SINK.hits("/to")).hasSize(1);
    assertThat(failure(heard.outcome(post))).isEqualTo("REDIRECT_REFUSED");
  }

  @Test
  void redirectToAForbiddenAddressIsNotFollowed() {
    SINK.answer(
        "/to-metadata",
        (exchange, _) -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/latest/meta-data");
          Sink.respond(exchange, 302, "");
        });
    var command =
        Commands.run().call("http.request@1", Map.of("url", SINK.url("/to-metadata"))).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
    assertThat(failure(outcome)).isEqualTo("EGRESS_DENIED");
  }

  @Test
  void workspaceWithoutTheRightNeverReachesAPrivateAddress() throws IOException {
    var connections = new AtomicInteger();
    try (var trap = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual()
          .start(
              () -> {
                try {
                  while (true) {
                    trap.accept().close();
                    connections.incrementAndGet();
                  }
                } catch (IOException e) {
                  // The test is over.
                }
              });
      for (var host :
          new String[] {
            "127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0x7f.1"
          }) {
        var url = "http://" + host + ":" + trap.getLocalPort() + "/";
        var outcome = heard.outcome(Commands.run().in("guarded").post(url, null).command());

        assertThat(failure(outcome)).as(host).isEqualTo("EGRESS_DENIED");
        assertThat(outcome.attempts())
            .singleElement()
            .satisfies(attempt -> assertThat(attempt.phase()).isEqualTo(Phase.PREPARED));
      }
      assertThat(connections).hasValue(0);
    }
  }

  @Test
  void unreachableTargetIsTriedAgainWhateverTheDelivery() throws IOException {
    int port;
    try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = closed.getLocalPort();
    }
    var command =
        Commands.run().post("http://127.0.0.1:" + port + "/", Delivery.AT_MOST_ONCE).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
    assertThat(outcome.attempts())
        .hasSize(4)
        .allSatisfy(
            attempt -> {
              assertThat(attempt.phase()).isEqualTo(Phase.CONNECTING);
              assertThat(attempt.code()).isEqualTo("CONNECT_FAILED");
            });
  }

  @Test
  void badArgumentsEndAtTheAdmissionWithADeadLetter() {
    var with =
        Map.<String, Object>of("url", SINK.url("/never"), "methd", "POST", "timeout", "soon");
    var command = Commands.run().call("http.request@1", with).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
    assertThat(failure(outcome)).isEqualTo("INVALID_ARGUMENTS");
    assertThat(end(outcome).state()).isEqualTo(RunState.FAILED);
    assertThat(heard.awaitDeadLetters(command.runId(), 1)).hasSize(1);
    assertThat(SINK.hits("/never")).isEmpty();
  }

  @Test
  void runWithoutActionsEndsAtOnce() {
    var outcome = heard.outcome(Commands.run().command());

    assertThat(end(outcome).state()).isEqualTo(RunState.SUCCEEDED);
  }

  @Test
  void charactersThatTheDatabaseRefusesPassThrough() {
    SINK.answer(
        "/nul", (exchange, _) -> Sink.respond(exchange, 200, "{\"b\":\"x\\u0000y\\ud800\"}"));
    var with =
        Map.<String, Object>of(
            "method", "POST", "url", SINK.url("/nul"), "body", Map.of("t", "a\u0000b"));
    var command = Commands.run().rule("nul\u0000rule").call("http.request@1", with).command();

    assertThat(heard.outcome(command).state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(SINK.hits("/nul").getFirst().body()).isEqualTo("{\"t\":\"a\\u0000b\"}");
  }

  @Test
  void poisonGoesToQuarantineAndTheRestGoesOn() {
    var id = UUID.randomUUID().toString();
    var headers = Map.of(Headers.TYPE, PerformActions.TYPE);
    heard
        .probe()
        .raw(Topics.COMMANDS.name(), id, "{\"no\":".getBytes(StandardCharsets.UTF_8), headers);
    heard.probe().raw(Topics.COMMANDS.name(), id, new byte[] {(byte) 0xC3, 0x28}, headers);
    heard.probe().raw(Topics.COMMANDS.name(), id, "{}".getBytes(StandardCharsets.UTF_8), headers);
    heard
        .probe()
        .raw(
            Topics.COMMANDS.name(),
            id,
            "{}".getBytes(StandardCharsets.UTF_8),
            Map.of(Headers.TYPE, "x.v9"));

    var outcome = heard.outcome(Commands.run().post(SINK.url("/beside-poison"), null).command());

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () ->
                assertThat(
                        heard
                            .probe()
                            .all(
                                Topics.QUARANTINE,
                                record ->
                                    TopicProbe.header(record, Headers.QUARANTINE_HOP)
                                        .equals("commands")))
                    .hasSizeGreaterThanOrEqualTo(4));
  }

  @Test
  void commandBeyondTheHorizonIsNeverSent() {
    var command =
        Commands.run()
            .decidedAt(Instant.now().minus(Duration.ofDays(9)))
            .post(SINK.url("/too-late"), null)
            .command();
    heard.say(command);

    assertThat(heard.awaitDeadLetters(command.runId(), 1))
        .singleElement()
        .satisfies(letter -> assertThat(letter.cause().code()).isEqualTo("PAST_HORIZON"));
    assertThat(SINK.hits("/too-late")).isEmpty();
  }

  private static EffectSettled.RunEnd end(EffectSettled outcome) {
    return java.util.Objects.requireNonNull(outcome.runEnd(), "the run has not ended");
  }

  private static String failure(EffectSettled outcome) {
    return outcome.failure() == null ? "" : outcome.failure().code();
  }
}
