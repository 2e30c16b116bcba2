package dev.sequitur.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventsMatched;
import dev.sequitur.contracts.FollowedRunsStarted;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.RunStartRejected;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.RecordMetadata;

/** One test's own event type, rules and events, on the topics that all tests share. */
final class Scenario implements AutoCloseable {

  static final String RULES = "/api/v1/workspaces/default/rules/";

  static final String CONDITIONS = "/api/v1/workspaces/default/conditions/";

  final String type = "com.example.t" + UUID.randomUUID().toString().substring(0, 8);
  final TopicProbe topics = TopicProbe.ofTests();

  /** A name that no other test's rule has. */
  String name(String prefix) {
    return prefix + "-" + type.substring(type.lastIndexOf('.') + 1);
  }

  /** Publishes a rule; gives the instant from which events are decided by it. */
  Instant publish(String name, String when, String message) {
    return publish(name, manifest(name, type, when, message));
  }

  Instant publish(String name, String manifest) {
    assertThat(put(name, manifest)).isBetween(200, 201);
    return effectiveFrom(asOwner().post(RULES + name + "/publication"));
  }

  static int put(String name, String manifest) {
    return asOwner()
        .contentType("application/yaml")
        .body(manifest)
        .put(RULES + name)
        .then()
        .extract()
        .statusCode();
  }

  static Instant effectiveFrom(io.restassured.response.Response response) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(200);
    return Instant.parse(response.path("status.effectiveFrom"));
  }

  static RequestSpecification asOwner() {
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs("application/yaml", ContentType.TEXT)))
        .auth()
        .oauth2(
            Tokens.of(
                "default",
                "rule:read",
                "rule:write",
                "rule:publish",
                "condition:read",
                "condition:write",
                "condition:publish",
                "manifest:apply"));
  }

  static RequestSpecification with(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions));
  }

  /** Publishes a named condition; gives the instant from which events are decided by it. */
  static Instant publishCondition(String name, String when) {
    var manifest =
        """
        apiVersion: sequitur.dev/v1
        kind: Condition
        metadata: { name: %s }
        spec: { when: "%s" }
        """
            .formatted(name, when);
    var saved =
        asOwner().contentType("application/yaml").body(manifest).put(CONDITIONS + name).then();
    assertThat(saved.extract().statusCode()).isBetween(200, 201);
    return effectiveFrom(asOwner().post(CONDITIONS + name + "/publication"));
  }

  static String manifest(String name, String type, String when, String message) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %s, labels: { team: sales } }
        spec:
          on: [%s]
          when: "%s"
          then:
            - id: tell
              uses: log.write@1
              with: { message: "%s" }
        """
        .formatted(name, type, when, message);
  }

  AcceptedEvent event(String key, String data) {
    return new AcceptedEvent(
        Ids.event("default", Ids.NO_TRIGGER, type + key + UUID.randomUUID()),
        "default",
        type,
        "/test",
        "subject",
        key,
        null,
        Ids.NO_TRIGGER,
        0,
        0,
        data.getBytes(StandardCharsets.UTF_8),
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  RecordMetadata accept(AcceptedEvent event) {
    return topics.produce(event.message());
  }

  /** Commands of this scenario's events that are on the topic now. */
  List<PerformActions> commands() {
    return topics.all(Topics.COMMANDS).stream()
        .map(record -> Wire.read(record.value(), PerformActions.class))
        .filter(command -> command.event().type().equals(type))
        .toList();
  }

  List<PerformActions> commands(AcceptedEvent event) {
    return commands().stream().filter(command -> command.event().id().equals(event.id())).toList();
  }

  /**
   * Waits until the clock has passed an instant: the broker stamps what is produced from then on
   * later.
   */
  static void awaitPassed(Instant instant) {
    await()
        .pollInterval(Duration.ofMillis(10))
        .until(() -> InstantSource.system().instant().isAfter(instant.plusMillis(2)));
  }

  /** Publishes a rule and waits until events are decided by it. */
  void inForce(String name, String when, String message) {
    awaitPassed(publish(name, when, message));
  }

  /** Publishes a manifest and waits until events are decided by it. */
  void inForce(String name, String manifest) {
    awaitPassed(publish(name, manifest));
  }

  AcceptedEvent accepted(String key, String data) {
    var event = event(key, data);
    accept(event);
    return event;
  }

  PerformActions awaitCommand(AcceptedEvent event) {
    await().until(() -> !commands(event).isEmpty());
    return commands(event).getFirst();
  }

  List<RunStartRejected> rejections() {
    return topics
        .all(
            Topics.RUNS,
            record -> TopicProbe.header(record, Headers.TYPE).equals(RunStartRejected.TYPE))
        .stream()
        .map(record -> Wire.read(record.value(), RunStartRejected.class))
        .filter(rejection -> rejection.event().type().equals(type))
        .toList();
  }

  /** What was said to who follows an event's runs. */
  List<FollowedRunsStarted> followed(AcceptedEvent event) {
    return topics
        .all(
            Topics.RUNS,
            record -> TopicProbe.header(record, Headers.TYPE).equals(FollowedRunsStarted.TYPE))
        .stream()
        .map(record -> Wire.read(record.value(), FollowedRunsStarted.class))
        .filter(told -> told.event().id().equals(event.id()))
        .toList();
  }

  List<EventsMatched> summaries() {
    return topics
        .all(
            Topics.RUNS,
            record -> TopicProbe.header(record, Headers.TYPE).equals(EventsMatched.TYPE))
        .stream()
        .map(record -> Wire.read(record.value(), EventsMatched.class))
        .toList();
  }

  @Override
  public void close() {
    topics.close();
  }
}
