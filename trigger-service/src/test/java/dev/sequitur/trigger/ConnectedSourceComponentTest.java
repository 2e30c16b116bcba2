package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.local.FreePorts;
import dev.sequitur.local.broker.LocalBroker;
import dev.sequitur.trigger.kafka.KafkaSources;
import dev.sequitur.trigger.kafka.KafkaStates;
import dev.sequitur.trigger.kafka.KafkaTriggerState.Phase;
import dev.sequitur.trigger.kafka.Readers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.GroupListing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** H1, Kafka source by connection: topics of a second, real cluster. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class ConnectedSourceComponentTest {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, UUID> UIDS = new HashMap<>();
  private static final AtomicLong CHANGES = new AtomicLong();
  private static final int SIGNED_PORT = FreePorts.one();
  private static @Nullable LocalBroker other;

  @Inject KafkaStates states;
  @Inject KafkaSources sources;
  @Inject Readers readers;
  private SourceTopics topics;

  /** A second broker, which has a door for those that sign in besides. */
  @BeforeAll
  static void start() throws IOException {
    var folder = Files.createTempDirectory("sequitur-other");
    var broker = LocalBroker.start(folder);
    other = broker;
    broker.stop();
    var settings = folder.resolve("server.properties");
    var door = "SIGNED://127.0.0.1:" + SIGNED_PORT;
    Files.writeString(
        settings,
        Files.readString(settings)
                .replaceAll("(?m)^((advertised\\.)?listeners=.*)$", "$1," + door)
                .replace(
                    "listener.security.protocol.map=",
                    "listener.security.protocol.map=SIGNED:SASL_PLAINTEXT,")
            + """
            listener.name.signed.sasl.enabled.mechanisms=PLAIN
            listener.name.signed.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_reader="right-word-of-it";
            """);
    broker.restart();
  }

  @AfterAll
  static void end() {
    other().close();
  }

  private static LocalBroker other() {
    return Objects.requireNonNull(other, "it was not started");
  }

  @BeforeEach
  void open() {
    topics = new SourceTopics(states, sources, other().bootstrapServers());
  }

  /** Without its triggers: nobody is to look for a cluster that has gone. */
  @AfterEach
  void close() {
    for (var name : List.of("far-orders", "mended-orders", "guarded-orders", "back-orders")) {
      Service.call("DELETE", Service.TRIGGERS + "/" + name, Service.author(), "");
    }
    topics.close();
  }

  @Test
  void recordsOfAnotherClusterBecomeEventsAndPositionsStayThere() throws Exception {
    topics.create("far.orders", 2);
    connect("default", "far", State.ACTIVE, plain(other().bootstrapServers()));
    var trigger = topics.running("far-orders", spec("far.orders", "far"));
    topics.sendNumbers("far.orders", 0, 20);
    topics.awaitEvents(trigger, 20);
    assertThat(topics.subjects(trigger)).hasSize(20);
    var group = "sequitur.trigger.kafka.";
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                groups(topics.admin).stream()
                    .anyMatch(one -> one.endsWith(".default/far.far.orders")));
    assertThat(groups(topics.admin)).contains(group + "mark." + trigger);
    try (var own = Admin.create(Map.of("bootstrap.servers", Infrastructure.bootstrapServers()))) {
      assertThat(groups(own))
          .noneMatch(one -> one.contains("far.orders") || one.contains(trigger.toString()));
    }
    var positions =
        Service.call("GET", Service.TRIGGERS + "/far-orders/positions", Service.author(), "")
            .is(200)
            .body();
    assertThat(positions.path("partitions")).hasSize(2);
    await().atMost(PATIENCE).until(() -> topics.state(trigger).lag() == 0);
    // Nothing is missed while it rests, if that is wanted.
    SourceTopics.suspend("far-orders").is(200);
    topics.await(trigger, Phase.PAUSED);
    topics.sendNumbers("far.orders", 20, 25);
    await()
        .atMost(PATIENCE)
        .until(() -> SourceTopics.resume("far-orders", "?catchUp=true").status() == 200);
    topics.awaitEvents(trigger, 25);
  }

  @Test
  void brokenConnectionIsToldAndNothingIsMissedOnceItIsMended() throws Exception {
    topics.create("mended.orders", 1);
    connect("default", "mended", State.ACTIVE, plain(other().bootstrapServers()));
    var trigger = topics.running("mended-orders", spec("mended.orders", "mended"));
    topics.sendNumbers("mended.orders", 0, 5);
    topics.awaitEvents(trigger, 5);
    // Nobody is there.
    connect("default", "mended", State.ACTIVE, plain("127.0.0.1:" + FreePorts.block(1)));
    awaitReason(
        "mended-orders",
        this::hurry,
        "FAILING",
        "Timed out",
        "Timeout",
        "No resolvable",
        "no broker");
    topics.sendNumbers("mended.orders", 5, 10);
    // It asks for a sign-in that the cluster does not know.
    try (var probe = TopicProbe.ofTests()) {
      Service.storeSecret(probe, "far-password", 1, "quite-a-secret-word");
    }
    connect(
        "default", "mended", State.ACTIVE, signingIn("far-password", other().bootstrapServers()));
    awaitReason(
        "mended-orders", this::hurry, "FAILING", "Sasl", "SASL", "authentication", "Timeout");
    assertThat(state("mended-orders").toString()).doesNotContain("quite-a-secret");
    connect("default", "mended", State.ACTIVE, signingIn("not-there", other().bootstrapServers()));
    awaitReason("mended-orders", this::hurry, "FAILING", "there is no secret not-there");
    // It rests, then it is gone.
    connect("default", "mended", State.DISABLED, plain(other().bootstrapServers()));
    awaitReason("mended-orders", this::hurry, "FAILING", "suspended, or not in force yet");
    connect("default", "mended", State.ARCHIVED, plain(other().bootstrapServers()));
    awaitReason(
        "mended-orders", this::hurry, "FAILING", "there is no connection mended of type kafka");
    topics.sendNumbers("mended.orders", 10, 15);
    connect("default", "mended", State.ACTIVE, plain(other().bootstrapServers()));
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              hurry();
              return state("mended-orders").path("state").asText().equals("RUNNING");
            });
    topics.awaitEvents(trigger, 15);
    // Each once; keys of their own lie on several partitions.
    assertThat(topics.subjects(trigger))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 15).mapToObj(Integer::toString).toList());
    assertThat(Service.metric("sequitur_trigger_kafka_lag")).isNotNegative();
  }

  /**
   * Its pauses have grown by then: only {@link #clusterThatIsAwayIsReadOnAsSoonAsItIsBack} waits.
   */
  private void hurry() {
    readers.hurry("default/mended", "mended.orders");
  }

  @Test
  void whoeverIsNotLetInIsToldSoAndReadsOnceTheSecretIsRight() throws Exception {
    topics.create("guarded.orders", 1);
    try (var probe = TopicProbe.ofTests()) {
      Service.storeSecret(probe, "guarded-password", 1, "wrong-word-of-it");
      connect(
          "default",
          "guarded",
          State.ACTIVE,
          signingIn("guarded-password", "127.0.0.1:" + SIGNED_PORT));
      var trigger = SourceTopics.publish("guarded-orders", spec("guarded.orders", "guarded"));
      awaitReason(
          "guarded-orders", "FAILING", "Authentication failed: Invalid username or password");
      assertThat(state("guarded-orders").toString()).doesNotContain("word-of-it");
      Service.storeSecret(probe, "guarded-password", 2, "right-word-of-it");
      topics.await(trigger, Phase.RUNNING);
      topics.sendNumbers("guarded.orders", 0, 3);
      topics.awaitEvents(trigger, 3);
      // A secret that is changed to a wrong one is noticed while it runs.
      Service.storeSecret(probe, "guarded-password", 3, "wrong-word-again");
      awaitReason("guarded-orders", "FAILING", "Authentication failed");
    }
  }

  @Test
  void clusterThatIsAwayIsReadOnAsSoonAsItIsBack() throws Exception {
    topics.create("back.orders", 1);
    connect("default", "back", State.ACTIVE, plain(other().bootstrapServers()));
    var trigger = topics.running("back-orders", spec("back.orders", "back"));
    topics.sendNumbers("back.orders", 0, 3);
    topics.awaitEvents(trigger, 3);
    other().kill();
    try {
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  List.of("BACKING_OFF", "FAILING")
                      .contains(state("back-orders").path("state").asText()));
      assertThat(state("back-orders").path("reason").asText()).isNotBlank();
    } finally {
      other().restart();
    }
    topics.sendNumbers("back.orders", 3, 6);
    topics.awaitEvents(trigger, 6);
    await()
        .atMost(PATIENCE)
        .until(() -> state("back-orders").path("state").asText().equals("RUNNING"));
  }

  @Test
  void privateAddressesAreForWorkspacesThatMayCallThem() {
    connect("elsewhere", "near", State.ACTIVE, plain(other().bootstrapServers()));
    var headers =
        Map.of(
            "Authorization",
            "Bearer " + Tokens.of("elsewhere", "trigger:read", "trigger:write", "trigger:publish"),
            "Content-Type",
            "application/yaml");
    var path = "/api/v1/workspaces/elsewhere/triggers/peeks";
    Service.call("PUT", path, headers, Service.manifest("peeks", spec("back.orders", "near")))
        .is(201);
    Service.call("POST", path + "/publication", headers, "").is(200);
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                Service.call("GET", path + "/state", headers, "")
                    .text("reason")
                    .contains("private"));
    Service.call("DELETE", path, headers, "").is(204);
  }

  @Test
  void connectionThatIsNotThereIsRefused() {
    connect("default", "mail-only", State.ACTIVE, Map.of("type", "smtp", "host", "localhost"));
    for (var name : List.of("nowhere", "mail-only")) {
      var refused = Service.save("lost", spec("any", name)).is(422);
      assertThat(refused.body().at("/errors/0/pointer").asText())
          .isEqualTo("/spec/kafka/connection");
      assertThat(refused.body().at("/errors/0/code").asText()).isEqualTo("CONNECTION_NOT_FOUND");
    }
    // Internal topics are internal, whatever leads there.
    connect("default", "own", State.ACTIVE, plain(Infrastructure.bootstrapServers()));
    assertThat(
            Service.save("loop", spec("sequitur.events.v1", "own"))
                .is(422)
                .body()
                .at("/errors/0/code")
                .asText())
        .isEqualTo("INTERNAL_TOPIC");
  }

  private static String spec(String topic, String connection) {
    return SourceTopics.spec(topic, ", connection: " + connection);
  }

  private static Map<String, Object> plain(String servers) {
    return Map.of("type", "kafka", "bootstrapServers", List.of(servers), "security", "plaintext");
  }

  private static Map<String, Object> signingIn(String secret, String servers) {
    var spec = new HashMap<>(plain(servers));
    spec.put("mechanism", "PLAIN");
    spec.put("username", "reader");
    spec.put("password", Map.of("secret", secret));
    return spec;
  }

  /** Publishes a change of a connection, as its owner does. */
  private static void connect(
      String workspace, String name, State state, Map<String, Object> spec) {
    var uid = UIDS.computeIfAbsent(workspace + "/" + name, _ -> UUID.randomUUID());
    try (var probe = TopicProbe.ofTests()) {
      probe.produce(
          new DefinitionPublished(
                  workspace,
                  "Connection",
                  uid,
                  name,
                  1,
                  CHANGES.incrementAndGet(),
                  state,
                  Instant.now().plusMillis(1_000),
                  Map.of(),
                  new HashMap<>(spec))
              .message());
    }
  }

  private static void awaitReason(String trigger, String state, String... anyOf) {
    awaitReason(trigger, () -> {}, state, anyOf);
  }

  private static void awaitReason(
      String trigger, Runnable meanwhile, String state, String... anyOf) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              meanwhile.run();
              var seen = state(trigger);
              assertThat(seen.path("state").asText()).isEqualTo(state);
              assertThat(anyOf).anyMatch(seen.path("reason").asText()::contains);
            });
  }

  private static JsonNode state(String name) {
    return Service.call("GET", Service.TRIGGERS + "/" + name + "/state", Service.author(), "")
        .is(200)
        .body();
  }

  private static List<String> groups(Admin admin) throws Exception {
    return admin.listGroups().all().get().stream().map(GroupListing::groupId).toList();
  }
}
