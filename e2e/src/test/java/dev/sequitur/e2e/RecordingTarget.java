package dev.sequitur.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** A system on the outside: keeps every request, answers each path with the status set for it. */
final class RecordingTarget implements AutoCloseable {

  /** A request as it came; of headers that come twice the first. */
  record Call(String method, String path, Map<String, String> headers, String body) {

    /** Names in whatever case; {@code null}, written out, if there is none. */
    String header(String name) {
      return String.valueOf(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    String idempotencyKey() {
      return header("Idempotency-Key");
    }
  }

  private final HttpServer server;
  private final List<Call> calls = new CopyOnWriteArrayList<>();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Map<String, Duration> pace = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> open = new ConcurrentHashMap<>();
  private final Map<String, Integer> mostOpen = new ConcurrentHashMap<>();

  RecordingTarget() {
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  int port() {
    return server.getAddress().getPort();
  }

  String url(String path) {
    return "http://127.0.0.1:" + port() + path;
  }

  void answer(String path, int status) {
    answers.put(path, status);
  }

  /** Answers a path only after so long. */
  void takesItsTime(String path, Duration time) {
    pace.put(path, time);
  }

  /** How many calls of a path were under way at the same time, at most. */
  int mostAtOnce(String path) {
    return mostOpen.getOrDefault(path, 0);
  }

  List<Call> calls(String path) {
    return calls.stream().filter(call -> call.path().equals(path)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    var path = exchange.getRequestURI().getPath();
    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var headers = new HashMap<String, String>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
    calls.add(new Call(exchange.getRequestMethod(), path, headers, body));
    var underWay = open.computeIfAbsent(path, _ -> new AtomicInteger());
    mostOpen.merge(path, underWay.incrementAndGet(), Math::max);
    LockSupport.parkNanos(pace.getOrDefault(path, Duration.ZERO).toNanos());
    underWay.decrementAndGet();
    exchange.sendResponseHeaders(answers.getOrDefault(path, 200), -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
