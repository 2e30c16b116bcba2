package dev.sequitur.cli.gateway;

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
import org.jspecify.annotations.Nullable;

/** Requests with a key. Where the key is not accepted and there is another, that one is tried. */
final class Requests {

  private static final Duration CONNECTS = Duration.ofSeconds(10);
  private static final Duration ANSWERS = Duration.ofSeconds(60);
  private static final int UNAUTHORIZED = 401;

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECTS)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final String address;
  private final Keys keys;
  private @Nullable String key;
  private boolean hasRenewed;

  Requests(String address, Keys keys) {
    this.address = address;
    this.keys = keys;
  }

  /** What is sent with a request. */
  record Content(String type, String text) {}

  /**
   * Sends one, and reads the whole answer.
   *
   * @throws Failure if there is none
   */
  Answer send(String method, String path, @Nullable Content content) {
    try {
      var answer = once(method, path, content);
      return answer.status() == UNAUTHORIZED && hasAnotherKey()
          ? once(method, path, content)
          : answer;
    } catch (IOException e) {
      throw unreachable();
    }
  }

  /** Opens a stream of server-sent events. */
  HttpResponse<InputStream> open(String path, String lastEventId) throws IOException {
    var request = request("GET", path, null).header("Accept", "text/event-stream");
    if (!lastEventId.isEmpty()) {
      request.header("Last-Event-ID", lastEventId);
    }
    var answer = exchange(request.build(), BodyHandlers.ofInputStream());
    if (answer.statusCode() == UNAUTHORIZED && hasAnotherKey()) {
      answer.body().close();
      return open(path, lastEventId);
    }
    return answer;
  }

  Failure unreachable() {
    return new Failure(
        Exit.UNREACHABLE,
        "Nothing answers at "
            + address
            + ". ./sequitur up starts a gateway on this machine; --gateway names another.");
  }

  /** Once only: where a new key is not accepted either, a third will not be. */
  private boolean hasAnotherKey() {
    if (hasRenewed) {
      return false;
    }
    hasRenewed = true;
    var another = keys.another();
    another.ifPresent(found -> key = found);
    return another.isPresent();
  }

  private Answer once(String method, String path, @Nullable Content content) throws IOException {
    var request = request(method, path, content).timeout(ANSWERS).build();
    var answer = exchange(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(answer.statusCode(), answer.body());
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
}
