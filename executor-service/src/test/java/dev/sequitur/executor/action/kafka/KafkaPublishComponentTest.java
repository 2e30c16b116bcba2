package dev.sequitur.executor.action.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Topic;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Workspace;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Records on topics of a real cluster, the product's own and one by connection. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class KafkaPublishComponentTest {

  private static final Workspace HERE = Workspace.DEFAULT;

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  private final String topic = "shop.orders." + UUID.randomUUID();

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
  }

  @Test
  void aRecordStandsOnTheTopicWithKeyHeadersAndAStableId() throws Exception {
    create();
    var command =
        Commands.run()
            .call(
                "kafka.publish@1",
                Map.of(
                    "topic",
                    topic,
                    "key",
                    "k-7",
                    "headers",
                    Map.of("ce_type", "shop.late", "priority", 3),
                    "value",
                    Map.of("id", 7)))
            .command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(outcome.output()).containsEntry("topic", topic).containsEntry("offset", 0);
    var record = heard.probe().all(found()).getFirst();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo("k-7");
    assertThat(new String(record.value(), StandardCharsets.UTF_8)).isEqualTo("{\"id\":7}");
    assertThat(TopicProbe.header(record, Headers.ID))
        .isEqualTo(command.actions().getFirst().commandId().toString());
    assertThat(TopicProbe.header(record, Headers.TYPE)).isEqualTo("shop.late");
    assertThat(TopicProbe.header(record, "priority")).isEqualTo("3");
    assertThat(TopicProbe.header(record, Headers.CONTENT_TYPE)).isEqualTo("application/json");
  }

  @Test
  void aClusterByConnectionGetsATextAsItStands() throws Exception {
    create();
    var name = "cluster-" + UUID.randomUUID();
    HERE.connect(name, ConnectionType.KAFKA, spec());

    var outcome = heard.outcome(publish(Map.of("connection", name, "value", "plain \"text\"")));

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(heard.probe().all(found()))
        .singleElement()
        .satisfies(
            record ->
                assertThat(new String(record.value(), StandardCharsets.UTF_8))
                    .isEqualTo("plain \"text\""));
  }

  @Test
  void aTestSaysWhatTheClusterIs() {
    HERE.test(spec())
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(true))
        .body("detail", equalTo("a cluster of 1 broker"));
    HERE.test("{type: kafka, bootstrapServers: ['127.0.0.1:1'], security: plaintext}")
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(false));
  }

  @Test
  void topicsOfTheProductAreNotWrittenOnWhateverCluster() {
    for (var forbidden :
        List.of("sequitur.events.v1", "Sequitur.events.v1", "__consumer_offsets")) {
      assertThat(failure(Map.of("topic", forbidden, "value", 1))).contains("/topic:");
      assertThat(failure(Map.of("topic", forbidden, "value", 1, "connection", "c")))
          .contains("/topic:");
    }
  }

  @Test
  void argumentsThatCannotBeAreNamed() {
    assertThat(
            failure(
                Map.of(
                    "topic",
                    "a b",
                    "key",
                    List.of(1),
                    "headers",
                    Map.of("ce_id", "x"),
                    "colour",
                    1)))
        .contains("/topic:", "/key:", "/headers:", "/value:", "does not know");
    assertThat(failure(Map.of("topic", "a", "value", Map.of("x", Map.of("secret", "s")))))
        .contains("/value:", "secret");
  }

  @Test
  void aProducerThatWasClosedIsMadeAgainWhenItIsNeeded() throws Exception {
    create();
    heard.outcome(publish(Map.of("value", 1)));
    var clusters = io.quarkus.arc.Arc.container().instance(Clusters.class).get();
    assertThat(clusters.size()).isPositive();

    clusters.close();

    assertThat(clusters.size()).isZero();
    assertThat(heard.outcome(publish(Map.of("value", 2))).state()).isEqualTo(EffectState.SUCCEEDED);
  }

  private static String failure(Map<String, Object> with) {
    var outcome = heard.outcome(Commands.run().call("kafka.publish@1", Map.copyOf(with)).command());
    assertThat(Heard.failure(outcome).code()).isEqualTo("INVALID_ARGUMENTS");
    return Heard.failure(outcome).detail();
  }

  private dev.sequitur.contracts.PerformActions publish(Map<String, Object> more) {
    var with = new HashMap<String, @Nullable Object>(more);
    with.put("topic", topic);
    return Commands.run().call("kafka.publish@1", with).command();
  }

  private static String spec() {
    return "{type: kafka, bootstrapServers: ['"
        + Infrastructure.bootstrapServers()
        + "'], security: plaintext}";
  }

  private void create() throws Exception {
    try (var admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.bootstrapServers()))) {
      admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
    }
  }

  private Topic found() {
    return new Topic(topic, 1, 1, Duration.ofDays(1), false, 1_000_000);
  }
}
