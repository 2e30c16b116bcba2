package dev.sequitur.executor.action.emit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topics;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Events that runs emit, on the real topic. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EmitComponentTest {

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  private final String type = "shop.late." + UUID.randomUUID();

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
  }

  @Test
  void anEmittedEventStandsOnTheTopicWithADerivedIdAndItsHops() {
    var command = command(null, Map.of("type", type, "data", Map.of("id", 7), "key", "k-7"));

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    var record = events().getFirst();
    assertThat(outcome.output()).containsEntry("eventId", TopicProbe.header(record, Headers.ID));
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("k-7");
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":7}");
    assertThat(TopicProbe.header(record, Headers.HOPS)).isEqualTo("1");
    assertThat(TopicProbe.header(record, Headers.WORKSPACE)).isEqualTo("default");
    assertThat(TopicProbe.header(record, Headers.SOURCE))
        .isEqualTo("/Rule/" + command.starter().name());
    assertThat(TopicProbe.header(record, Headers.CHAIN))
        .isEqualTo(command.starter().uid().toString());
  }

  @Test
  void hopsAreCountedOnAndTooManyAreRefused() {
    heard.outcome(command(15, Map.of("type", type)));
    assertThat(events())
        .singleElement()
        .satisfies(record -> assertThat(TopicProbe.header(record, Headers.HOPS)).isEqualTo("16"));

    var refused = heard.outcome(command(16, Map.of("type", type)));

    assertThat(refused.state()).isEqualTo(EffectState.FAILED);
    assertThat(Heard.failure(refused).code()).isEqualTo("TOO_MANY_HOPS");
    assertThat(events()).hasSize(1);
  }

  @Test
  void argumentsThatCannotBeAreNamed() {
    assertThat(failure(Map.of("data", 1))).contains("/type: is required");
    assertThat(failure(Map.of("type", "dev.sequitur.run"))).contains("the product's own");
    assertThat(failure(Map.of("type", "a\nb", "key", Map.of("a", 1)))).contains("/type:", "/key:");
    assertThat(failure(Map.of("type", "a", "data", Map.of("x", Map.of("secret", "s")))))
        .contains("/data:", "secret");
    assertThat(failure(Map.of("type", "a", "data", "x".repeat(256 * 1024)))).contains("/data:");
  }

  private static String failure(Map<String, Object> with) {
    var outcome = heard.outcome(command(null, with));
    assertThat(Heard.failure(outcome).code()).isEqualTo("INVALID_ARGUMENTS");
    return Heard.failure(outcome).detail();
  }

  private static PerformActions command(
      @org.jspecify.annotations.Nullable Integer hops, Map<String, Object> with) {
    var made = Commands.run().call("emit@1", Map.copyOf(with)).command();
    var event = made.event();
    return new PerformActions(
        made.runId(),
        made.revision(),
        made.workspace(),
        made.starter(),
        new EventReference(
            event.id(), event.type(), 0, 7, event.acceptedAt(), null, null, null, hops),
        0,
        made.decidedAt(),
        made.actions(),
        Map.of());
  }

  private List<ConsumerRecord<byte[], byte[]>> events() {
    return heard
        .probe()
        .all(Topics.EVENTS, record -> TopicProbe.header(record, Headers.TYPE).equals(type));
  }
}
