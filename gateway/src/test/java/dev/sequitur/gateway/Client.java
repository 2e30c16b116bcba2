package dev.sequitur.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** Somebody outside: sends requests exactly as they are written. */
public final class Client {

  public static final Client ANONYMOUS = new Client(Map.of());

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  private final Map<String, String> headers;

  private Client(Map<String, String> headers) {
    this.headers = headers;
  }

  /** What came back. */
  public record Answer(HttpResponse<String> response) {

    public int status() {
      return response.statusCode();
    }

    public String body() {
      return response.body();
    }

    public JsonNode json() {
      try {
        return JSON.readTree(response.body());
      } catch (JsonProcessingException e) {
        throw new AssertionError("no JSON: " + response.body(), e);
      }
    }

    public @Nullable String header(String name) {
      return response.headers().firstValue(name).orElse(null);
    }

    /** The problem's code; empty if the answer is no problem. */
    public String code() {
      return "application/problem+json".equals(header("Content-Type"))
          ? json().path("code").asText()
          : "";
    }
  }

  public static Client withKey(String key) {
    return ANONYMOUS.with("Authorization", "Bearer " + key);
  }

  public Client with(String name, String value) {
    var more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Client(more);
  }

  public Answer get(String target) {
    return send("GET", target, HttpRequest.BodyPublishers.noBody());
  }

  public Answer send(String method, String target) {
    return send(method, target, HttpRequest.BodyPublishers.noBody());
  }

  public Answer send(String method, String target, String json) {
    var publisher = HttpRequest.BodyPublishers.ofString(json);
    return headers.containsKey("Content-Type")
        ? send(method, target, publisher)
        : with("Content-Type", "application/json").send(method, target, publisher);
  }

  public Answer send(String method, String target, HttpRequest.BodyPublisher body) {
    try {
      var request = HttpRequest.newBuilder(URI.create(base() + target)).method(method, body);
      headers.forEach(request::header);
      return new Answer(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + target, e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base() {
    return "http://127.0.0.1:"
        + ConfigProvider.getConfig().getValue("quarkus.http.test-port", Integer.class);
  }
}
