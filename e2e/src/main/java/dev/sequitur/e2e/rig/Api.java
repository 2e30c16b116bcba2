package dev.sequitur.e2e.rig;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** Calls the gateway as a script would. */
public final class Api {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String WORKSPACE = "/api/v1/workspaces/default";

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String gateway;
  private final String key;

  public Api(String gateway, String key) {
    this.gateway = gateway;
    this.key = key;
  }

  /** An answer: status, headers and text. */
  public record Answer(int status, String body, java.net.http.HttpHeaders headers) {

    /** The body as JSON. */
    public JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException("no JSON: " + body, e);
      }
    }

    /** Itself, if the status is the expected one. */
    public Answer expect(int expected) {
      if (status != expected) {
        throw new IllegalStateException("HTTP " + status + " instead of " + expected + ": " + body);
      }
      return this;
    }
  }

  public String gateway() {
    return gateway;
  }

  public String key() {
    return key;
  }

  /** The same API for another key; empty = none. */
  public Api as(String otherKey) {
    return new Api(gateway, otherKey);
  }

  /** GET of a path in the workspace {@code default}. */
  public Answer get(String path) {
    return send("GET", WORKSPACE + path, null, Map.of());
  }

  public Answer post(String path, String contentType, String body) {
    return send("POST", WORKSPACE + path, body, Map.of("Content-Type", contentType));
  }

  public Answer put(String path, String contentType, String body) {
    return send("PUT", WORKSPACE + path, body, Map.of("Content-Type", contentType));
  }

  public Answer delete(String path) {
    return send("DELETE", WORKSPACE + path, null, Map.of());
  }

  /** Applies and publishes manifests, and waits until they are in force. */
  public void publish(String yaml) {
    var answer = post("/manifests?publish=true", "application/yaml", yaml).expect(200).json();
    var latest =
        answer
            .path("documents")
            .valueStream()
            .map(document -> document.path("effectiveFrom").asText())
            .filter(text -> !text.isEmpty())
            .map(java.time.Instant::parse)
            .max(java.util.Comparator.naturalOrder())
            .orElseThrow();
    var wait = Duration.between(java.time.Instant.now(), latest).plusMillis(50);
    if (wait.isPositive()) {
      sleep(wait);
    }
  }

  /** A file: the bytes of a path in the workspace {@code default}, which must be there. */
  public byte[] file(String path) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + WORKSPACE + path))
            .timeout(Duration.ofSeconds(30))
            .header("Authorization", "Bearer " + key)
            .build();
    try {
      var answer = client.send(request, HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() != 200) {
        throw new IllegalStateException("HTTP " + answer.statusCode() + " for " + path);
      }
      return answer.body();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  /** Publishes an event by webhook. */
  public Answer hook(String path, String json, Map<String, String> headers) {
    var all = new java.util.HashMap<>(headers);
    all.putIfAbsent("Content-Type", "application/json");
    return send("POST", "/hooks/default/" + path, json, all);
  }

  /**
   * Waits until the trigger of a webhook is in force at the door: under load the door may hear of a
   * publication later than the instant from which on it counts. Calls it with a body that makes no
   * event of any trigger.
   */
  public void awaitDoor(String path, Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    while (hook(path, "{", Map.of()).status() == 404) {
      if (System.nanoTime() > until) {
        throw new IllegalStateException("nobody listens at " + path);
      }
      sleep(Duration.ofMillis(50));
    }
  }

  /** Any request. */
  public Answer send(
      String method,
      String path,
      @org.jspecify.annotations.Nullable String body,
      Map<String, String> headers) {
    var request =
        HttpRequest.newBuilder(URI.create(gateway + path))
            .timeout(Duration.ofSeconds(30))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!key.isEmpty()) {
      request.header("Authorization", "Bearer " + key);
    }
    headers.forEach(request::header);
    try {
      var answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(answer.statusCode(), answer.body(), answer.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static void sleep(Duration wait) {
    try {
      Thread.sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
