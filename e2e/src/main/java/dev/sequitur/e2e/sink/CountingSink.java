package dev.sequitur.e2e.sink;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** Answers 200 and counts the requests for each order; as cheap as can be, for measuring. */
public final class CountingSink implements AutoCloseable {

  private final HttpServer server;
  private final Map<String, Integer> hits = new ConcurrentHashMap<>();
  private volatile BiConsumer<String, Long> arrived = (_, _) -> {};

  public CountingSink(Vertx vertx) {
    this(vertx, Duration.ZERO);
  }

  /**
   * @param pause before each answer, so that there are always calls under way; none if zero
   */
  public CountingSink(Vertx vertx, Duration pause) {
    this.server =
        vertx
            .createHttpServer()
            .requestHandler(
                request ->
                    request.bodyHandler(
                        body -> {
                          take(body);
                          if (pause.isZero()) {
                            request.response().end();
                          } else {
                            vertx.setTimer(pause.toMillis(), _ -> request.response().end());
                          }
                        }))
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .join();
  }

  public int port() {
    return server.actualPort();
  }

  /** Calls this with the order's id and {@link System#nanoTime} at each arrival. */
  public void onArrival(BiConsumer<String, Long> listener) {
    arrived = listener;
  }

  /** Different orders that have arrived. */
  public int orders() {
    return hits.size();
  }

  /** Requests beyond the first of each order. */
  public long repeats() {
    return hits.values().stream().mapToLong(count -> count - 1).sum();
  }

  public void forget() {
    hits.clear();
  }

  /** Waits until so many different orders have arrived; false if they do not within the time. */
  public boolean await(long orders, Duration patience) throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    while (hits.size() < orders && System.nanoTime() < until) {
      Thread.sleep(2);
    }
    return hits.size() >= orders;
  }

  private void take(Buffer body) {
    var now = System.nanoTime();
    var id = id(body);
    hits.merge(id, 1, Integer::sum);
    arrived.accept(id, now);
  }

  /** The text behind {@code "id":"}, without parsing the rest. */
  private static String id(Buffer body) {
    var text = body.toString(StandardCharsets.UTF_8);
    var begin = text.indexOf("\"id\":\"") + 6;
    return text.substring(begin, text.indexOf('"', begin));
  }

  @Override
  public void close() {
    server.close().toCompletionStage().toCompletableFuture().join();
  }
}
