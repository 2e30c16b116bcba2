package dev.sequitur.rule.explain;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sequitur.contracts.Headers;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Stands for reporting-service: answers {@code GET …/events/{id}} in its form, with what it was
 * told. Of ids that begin with {@link #LOST} it tells a place that the log does not have.
 */
public final class IndexStandIn implements QuarkusTestResourceLifecycleManager {

  static final String LOST = "00000000-";

  private static final String TOLD = "sequitur.test.event.";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      var started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext("/", this::answer);
      started.start();
      server = started;
      return Map.of(
          "sequitur.rule.reporting-url", "http://127.0.0.1:" + started.getAddress().getPort());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var id = path.substring(path.lastIndexOf('/') + 1);
    var authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.startsWith("Bearer ")) {
      say(exchange, 401, "{}");
    } else if (id.startsWith(LOST)) {
      say(exchange, 200, "{\"partition\":0,\"offset\":999999999,\"duplicates\":0}");
    } else {
      var place = System.getProperty(TOLD + id);
      say(exchange, place == null ? 404 : 200, place == null ? "{}" : place);
    }
  }

  /** Lets it know an event. By a property: it lives in another class loader than the tests. */
  public static void tell(ConsumerRecord<byte[], byte[]> record) {
    System.setProperty(
        TOLD + TopicProbe.header(record, Headers.ID),
        "{\"partition\":%d,\"offset\":%d,\"duplicates\":0}"
            .formatted(record.partition(), record.offset()));
  }

  private static void say(HttpExchange exchange, int status, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
