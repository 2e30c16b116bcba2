package dev.sequitur.reporting.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Tokens;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Hears server-sent events as a browser does. */
final class LiveClient implements AutoCloseable {

  /** One event. */
  record Heard(long id, String type, String data) {

    JsonNode json() {
      try {
        return Wire.json().readTree(data);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private final InputStream body;
  private final List<Heard> heard = new CopyOnWriteArrayList<>();
  private final AtomicInteger heartbeats = new AtomicInteger();

  private LiveClient(InputStream body) {
    this.body = body;
    Thread.ofVirtual().start(this::read);
  }

  static LiveClient connect(URI server, String workspace, @Nullable Long lastEventId) {
    var request =
        HttpRequest.newBuilder(server.resolve("/api/v1/workspaces/" + workspace + "/live"))
            .header("Authorization", "Bearer " + Tokens.of(workspace, "run:read"));
    if (lastEventId != null) {
      request.header("Last-Event-ID", lastEventId.toString());
    }
    try {
      var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError(answer.statusCode());
      }
      return new LiveClient(answer.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  List<Heard> heard() {
    return heard;
  }

  int heartbeats() {
    return heartbeats.get();
  }

  private void read() {
    try (var reader = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      long id = -1;
      var type = "";
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith("id: ")) {
          id = Long.parseLong(line.substring(4));
        } else if (line.startsWith("event: ")) {
          type = line.substring(7);
        } else if (line.startsWith("data: ")) {
          heard.add(new Heard(id, type, line.substring(6)));
        } else if (line.startsWith(":")) {
          heartbeats.incrementAndGet();
        }
      }
    } catch (IOException e) {
      // Closed by us, or cut off: what was heard until then counts.
      heard.add(new Heard(-1, "closed", "{}"));
    }
  }

  @Override
  public void close() throws IOException {
    body.close();
  }
}
