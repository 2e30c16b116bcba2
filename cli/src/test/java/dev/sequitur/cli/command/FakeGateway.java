package dev.sequitur.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sequitur.cli.Main;
import dev.sequitur.cli.Terminal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** Answers what a test has laid down, path by path, one after the other; the last one stays. */
final class FakeGateway implements AutoCloseable {

  /** What came. */
  record Asked(String method, String uri, String key, String lastEventId, String body) {}

  /** What is said to it. */
  record Reply(int status, String type, String body) {}

  private final HttpServer server;
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  FakeGateway() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", this::answer);
    server.start();
  }

  FakeGateway replies(String path, Reply reply) {
    replies.computeIfAbsent("/api/v1/workspaces/w" + path, _ -> new ArrayDeque<>()).add(reply);
    return this;
  }

  FakeGateway replies(String path, String json) {
    return replies(path, new Reply(200, "application/json", json));
  }

  FakeGateway streams(String text) {
    return replies("/live", new Reply(200, "text/event-stream", text));
  }

  /** The exit code of a command that is typed against it. */
  int run(String... arguments) {
    var address = "http://127.0.0.1:" + server.getAddress().getPort();
    var environment =
        Map.of("SEQUITUR_GATEWAY", address, "SEQUITUR_API_KEY", "k", "SEQUITUR_WORKSPACE", "w");
    var terminal =
        new Terminal(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            new ByteArrayInputStream(new byte[0]),
            environment,
            InstantSource.system());
    return Main.commands(terminal).execute(arguments);
  }

  String out() {
    return out.toString();
  }

  String err() {
    return err.toString();
  }

  /** What came to a path below the workspace. */
  List<Asked> asked(String path) {
    var whole = "/api/v1/workspaces/w" + path;
    return new ArrayList<>(
        asked.stream().filter(one -> one.uri().split("\\?")[0].equals(whole)).toList());
  }

  private void answer(HttpExchange exchange) throws IOException {
    var headers = exchange.getRequestHeaders();
    var last = headers.getFirst("Last-Event-ID");
    asked.add(
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers.getFirst("Authorization"),
            last == null ? "" : last,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
    var reply = next(exchange.getRequestURI().getPath());
    try (exchange) {
      var bytes = reply.body().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", reply.type());
      exchange.sendResponseHeaders(reply.status(), bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private synchronized Reply next(String path) {
    var left = replies.get(path);
    if (left == null) {
      return new Reply(404, "application/json", "{\"title\":\"No\",\"code\":\"NOT_FOUND\"}");
    }
    return left.size() > 1 ? left.remove() : left.element();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
