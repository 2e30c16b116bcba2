package dev.sequitur.cli.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.cli.Exit;
import dev.sequitur.cli.Failure;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One workspace of one gateway, over its HTTP API.
 *
 * <p>Every method throws {@link Refusal} if the gateway refuses, and {@link Failure} with {@link
 * Exit#UNREACHABLE} if it does not answer.
 */
public final class Gateway {

  private static final Duration CONNECTS = Duration.ofSeconds(10);
  private static final Duration ANSWERS = Duration.ofSeconds(60);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTS)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String address;
  private final String workspace;
  private final Keys keys;
  private @Nullable String key;
  private boolean hasRenewed;

  /**
   * Nothing is sent yet.
   *
   * @param address {@code http://host:port}
   */
  public Gateway(String address, String workspace, Keys keys) {
    this.address = address.replaceAll("/+$", "");
    this.workspace = workspace;
    this.keys = keys;
  }

  public String address() {
    return address;
  }

  /** What is sent with a request. */
  private record Content(String type, String text) {}

  /** GET below the workspace. */
  public JsonNode get(String path) {
    return accepted(send("GET", inWorkspace(path), null)).json();
  }

  /** All elements of a list, page by page. */
  public List<JsonNode> list(String path) {
    var all = new ArrayList<JsonNode>();
    var page = get(path);
    page.path("items").forEach(all::add);
    var joint = path.contains("?") ? "&" : "?";
    while (page.path("next").isTextual()) {
      page = get(path + joint + "after=" + Query.encode(page.path("next").asText()));
      page.path("items").forEach(all::add);
    }
    return all;
  }

  /** GET of a path from the root. */
  public JsonNode getAbsolute(String path) {
    return accepted(send("GET", path, null)).json();
  }

  /** POST below the workspace; null where the answer is empty. */
  public @Nullable JsonNode post(String path, String type, String body) {
    var answer = accepted(send("POST", inWorkspace(path), new Content(type, body)));
    return answer.body().isEmpty() ? null : answer.json();
  }

  /** PUT of JSON below the workspace. */
  public void put(String path, String json) {
    accepted(send("PUT", inWorkspace(path), new Content("application/json", json)));
  }

  /** DELETE below the workspace. */
  public void delete(String path) {
    accepted(send("DELETE", inWorkspace(path), null));
  }

  /**
   * Reads a stream of server-sent events until it ends.
   *
   * @throws IOException if it is cut off, or cannot be opened just now
   */
  public void stream(String path, String lastEventId, Consumer<InputStream> reader)
      throws IOException {
    var request = request("GET", inWorkspace(path), null).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var answer = exchange(request.build(), BodyHandlers.ofInputStream());
    try (var body = answer.body()) {
      if (answer.statusCode() == 401 && hasAnotherKey()) {
        stream(path, lastEventId, reader);
        return;
      }
      if (answer.statusCode() >= 500 || answer.statusCode() == 429) {
        throw new IOException("HTTP " + answer.statusCode());
      }
      if (answer.statusCode() != 200) {
        var text = new String(body.readAllBytes(), StandardCharsets.UTF_8);
        throw new Refusal(Problem.of(new Answer(answer.statusCode(), text)));
      }
      reader.accept(body);
    }
  }

  private String inWorkspace(String path) {
    return "/api/v1/workspaces/" + workspace + path;
  }

  private static Answer accepted(Answer answer) {
    if (!answer.isSuccess()) {
      throw new Refusal(Problem.of(answer));
    }
    return answer;
  }

  private Answer send(String method, String path, @Nullable Content content) {
    var answer = once(method, path, content);
    return answer.status() == 401 && hasAnotherKey() ? once(method, path, content) : answer;
  }

  /** Once only: where a new key is not accepted either, a third will not be. */
  private boolean hasAnotherKey() {
    if (hasRenewed) {
      return false;
    }
    hasRenewed = true;
    keys.another().ifPresent(another -> key = another);
    return true;
  }

  private Answer once(String method, String path, @Nullable Content content) {
    try {
      var request = request(method, path, content).timeout(ANSWERS).build();
      var answer = exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
      return new Answer(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw unreachable();
    }
  }

  /** To be thrown when nobody answers. */
  public Failure unreachable() {
    return new Failure(
        Exit.UNREACHABLE,
        "Nothing answers at "
            + address
            + ". ./sequitur up starts a gateway on this machine; --gateway names another.");
  }

  private HttpRequest.Builder request(String method, String path, @Nullable Content content) {
    if (key == null) {
      key = keys.key();
    }
    var body = content == null ? BodyPublishers.noBody() : BodyPublishers.ofString(content.text());
    var request =
        HttpRequest.newBuilder(URI.create(address + path))
            .method(method, body)
            .setHeader("Authorization", "Bearer " + key);
    if (content != null) {
      request.setHeader("Content-Type", content.type());
    }
    return request;
  }

  private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> handler)
      throws IOException {
    try {
      return client.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** A query of the parameters that have a value. */
  public static String query(Map<String, String> parameters) {
    return Query.of(parameters);
  }
}
