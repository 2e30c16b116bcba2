package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.SecretStored;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.secret.SecretCipher;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import io.restassured.RestAssured;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.config.ConfigProvider;

/** The running service, as its callers and the topics see it. */
final class Service {

  static final String API = "/api/v1/workspaces/default";
  static final String TRIGGERS = API + "/triggers";
  private static final HttpClient HTTP =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Service() {}

  /** An answer. */
  record Reply(int status, JsonNode body, HttpResponse<String> response) {

    String text(String field) {
      return body.path(field).asText();
    }

    String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    Reply is(int expected) {
      assertThat(status).as("%s", body).isEqualTo(expected);
      return this;
    }

    /** A refusal with its stable code, as problem+json. */
    Reply refused(int expected, String code) {
      is(expected);
      assertThat(text("code")).isEqualTo(code);
      assertThat(header("content-type")).startsWith("application/problem+json");
      assertThat(text("traceId")).hasSize(32);
      return this;
    }
  }

  static Reply call(String method, String path, Map<String, String> headers, BodyPublisher body) {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + RestAssured.port + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body);
    headers.forEach(request::header);
    try {
      var response = HTTP.send(request.build(), BodyHandlers.ofString());
      return new Reply(response.statusCode(), json(response.body()), response);
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(method + " " + path, e);
    }
  }

  static Reply call(String method, String path, Map<String, String> headers, String body) {
    return call(method, path, headers, BodyPublishers.ofString(body));
  }

  /** Calls a webhook of the workspace default. */
  static Reply hook(String path, String body, Map<String, String> headers) {
    var all = new HashMap<>(headers);
    all.putIfAbsent("Content-Type", "application/json");
    return call("POST", "/hooks/default/" + path, all, body);
  }

  static Reply hook(String path, String body) {
    return hook(path, body, Map.of());
  }

  /** Headers of a member who may do everything with triggers and events. */
  static Map<String, String> author(String... more) {
    var headers = new HashMap<String, String>();
    headers.put(
        "Authorization",
        "Bearer "
            + Tokens.of(
                "default",
                "trigger:read",
                "trigger:write",
                "trigger:publish",
                "manifest:apply",
                "trigger:fire",
                "event:write"));
    for (int i = 0; i < more.length; i += 2) {
      headers.put(more[i], more[i + 1]);
    }
    return headers;
  }

  static Map<String, String> with(String... permissions) {
    return Map.of(
        "Authorization",
        "Bearer " + Tokens.of("default", permissions),
        "Content-Type",
        "application/yaml");
  }

  static Reply save(String name, String spec, String... headers) {
    var all = author(headers);
    all.put("Content-Type", "application/yaml");
    return call("PUT", TRIGGERS + "/" + name, all, manifest(name, spec));
  }

  static String manifest(String name, String spec) {
    return "apiVersion: sequitur.dev/v1\nkind: Trigger\nmetadata: { name: "
        + name
        + " }\nspec:\n"
        + spec.indent(2);
  }

  static Reply publish(String name) {
    return call("POST", TRIGGERS + "/" + name + "/publication", author(), "");
  }

  /** Saves and publishes, and waits until it is in force. */
  static void publish(String name, String path, String spec) {
    assertThat(save(name, spec).status()).isIn(200, 201);
    publish(name).is(200);
    await().atMost(Duration.ofSeconds(15)).until(() -> !isUnknown(path));
  }

  static boolean isUnknown(String path) {
    return hook(path, "{").text("code").equals("TRIGGER_NOT_FOUND");
  }

  /** What is on the topic of an event, which must be there. */
  static AcceptedEvent onTopic(TopicProbe probe, String id) {
    var record = records(probe, id).getFirst();
    var headers =
        Arrays.stream(record.headers().toArray())
            .collect(
                Collectors.toMap(
                    Header::key, header -> new String(header.value(), StandardCharsets.UTF_8)));
    return AcceptedEvent.read(headers, record.value());
  }

  static List<ConsumerRecord<byte[], byte[]>> records(TopicProbe probe, String id) {
    var records = probe.all(Topics.EVENTS, record -> TopicProbe.header(record, "ce_id").equals(id));
    assertThat(records).as("events %s on the topic", id).isNotEmpty();
    return records;
  }

  /** Stores a secret as its owner does. */
  static void storeSecret(TopicProbe probe, String name, int version, String value) {
    var file = ConfigProvider.getConfig().getValue("sequitur.secrets.key-file", String.class);
    var sealed =
        SecretCipher.fromFile(Path.of(file))
            .seal(value.getBytes(StandardCharsets.UTF_8), "default", name, version);
    var text = Base64.getEncoder().encodeToString(sealed);
    probe.produce(new SecretStored("default", name, version, text).message());
  }

  /** A metric's value, summed over its labels. */
  static double metric(String name) {
    var text = call("GET", "/q/metrics", Map.of("Accept", "text/plain"), "").response().body();
    return text.lines()
        .filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  private static JsonNode json(String body) {
    try {
      return body.startsWith("{") || body.startsWith("[")
          ? Wire.json().readTree(body)
          : Wire.json().createObjectNode();
    } catch (IOException e) {
      throw new IllegalStateException(body, e);
    }
  }
}
