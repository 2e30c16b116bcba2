package dev.sequitur.local.doctor;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** What services say of themselves over HTTP. */
final class Endpoint implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(PATIENCE).build();

  /** The answer, its status in the first line. */
  String get(String url) throws IOException, InterruptedException {
    var answer =
        client.send(
            HttpRequest.newBuilder(URI.create(url)).timeout(PATIENCE).build(),
            BodyHandlers.ofString());
    return "HTTP " + answer.statusCode() + "\n" + answer.body();
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
