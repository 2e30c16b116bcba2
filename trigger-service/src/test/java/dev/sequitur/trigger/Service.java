package dev.sequitur.trigger;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.SecretStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.secret.SecretCipher;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.ConfigProvider;

/** The running service, as its callers and the topics see it. */
final class Service {

  static final String TRIGGERS = "/api/v1/workspaces/default/triggers";

  private Service() {}

  static RequestSpecification as(String... permissions) {
    return given().auth().oauth2(Tokens.of("default", permissions));
  }

  static RequestSpecification author() {
    return as("trigger:read", "trigger:write", "trigger:publish", "manifest:apply", "event:write");
  }

  /** Saves a draft from YAML. */
  static Response save(String name, String spec) {
    return author()
        .contentType("application/yaml")
        .body(manifest(name, spec))
        .put(TRIGGERS + "/" + name);
  }

  static String manifest(String name, String spec) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %s }
        spec:
        %s"""
        .formatted(name, spec.indent(2));
  }

  /** Saves and publishes, and waits until it is in force. */
  static void publish(String name, String path, String spec) {
    save(name, spec).then().statusCode(org.hamcrest.Matchers.oneOf(200, 201));
    author().post(TRIGGERS + "/" + name + "/publication").then().statusCode(200);
    awaitStatus(path, 404, false);
  }

  /** Waits until a webhook answers with a status, or with any other one. */
  static void awaitStatus(String path, int status, boolean equal) {
    await().atMost(Duration.ofSeconds(15)).until(() -> (probe(path) == status) == equal);
  }

  /** Calls with a body that no webhook takes. */
  private static int probe(String path) {
    return given()
        .contentType("application/json")
        .body("{")
        .post("/hooks/default/" + path)
        .statusCode();
  }

  static RequestSpecification json(String body) {
    return given().contentType("application/json").body(body);
  }

  /** The records of an event, as they stand on the topic. */
  static List<AcceptedEvent> onTopic(TopicProbe probe, String id) {
    return probe
        .all(Topics.EVENTS, record -> TopicProbe.header(record, "ce_id").equals(id))
        .stream()
        .map(record -> AcceptedEvent.read(headers(record), record.value()))
        .toList();
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    return Arrays.stream(record.headers().toArray())
        .collect(
            Collectors.toMap(
                Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
  }

  static AcceptedEvent one(TopicProbe probe, String id) {
    var found = onTopic(probe, id);
    if (found.isEmpty()) {
      throw new AssertionError("no event " + id + " on the topic");
    }
    return found.getFirst();
  }

  /** Stores a secret as its owner does. */
  static void secret(TopicProbe probe, String name, int version, String value) {
    var file = ConfigProvider.getConfig().getValue("sequitur.secrets.key-file", String.class);
    var sealed =
        SecretCipher.fromFile(Path.of(file))
            .seal(value.getBytes(StandardCharsets.UTF_8), "default", name, version);
    var text = Base64.getEncoder().encodeToString(sealed);
    probe.produce(new SecretStored("default", name, version, text).message());
  }

  static String fresh(String prefix) {
    return prefix + "-" + UUID.randomUUID().toString().substring(0, 8);
  }
}
