package dev.sequitur.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;

/** A service behind the gateway: a real HTTP server that writes down what it is asked. */
public final class FakeOwner {

  static final List<String> NAMES =
      List.of("trigger", "rule", "executor", "notification", "reporting");

  private static final Map<String, FakeOwner> OWNERS = new ConcurrentHashMap<>();
  private static final Function<Asked, Reply> USUAL = _ -> Reply.json(200, "{\"from\":\"owner\"}");

  /** A request as it arrived. */
  public record Asked(String method, String uri, Map<String, List<String>> headers, byte[] body) {

    public @Nullable String header(String name) {
      return headers.entrySet().stream()
          .filter(header -> header.getKey().equalsIgnoreCase(name))
          .map(header -> header.getValue().getFirst())
          .findFirst()
          .orElse(null);
    }

    public String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  /** What to answer. */
  public record Reply(int status, Map<String, String> headers, byte[] body, boolean breaksOff) {

    public Reply(int status, Map<String, String> headers, byte[] body) {
      this(status, headers, body, false);
    }

    public static Reply json(int status, String body) {
      return new Reply(
          status,
          Map.of("Content-Type", "application/json"),
          body.getBytes(StandardCharsets.UTF_8));
    }
  }

  private final URI address;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger arrived = new AtomicInteger();
  private final AtomicInteger broken = new AtomicInteger();
  private volatile Function<Asked, Reply> answer = USUAL;
  private @Nullable HttpServer server;

  private FakeOwner(String name) {
    this.address =
        URI.create(
            ConfigProvider.getConfig()
                .getValue("sequitur.services." + name + ".url", String.class));
  }

  /** The one of that name, running, with nothing asked yet and the usual answer. */
  public static FakeOwner of(String name) {
    var owner = OWNERS.computeIfAbsent(name, FakeOwner::new);
    owner.start();
    owner.asked.clear();
    owner.answer = USUAL;
    return owner;
  }

  /** What the one of that name was asked since it was last looked up. */
  static List<Asked> askedOf(String name) {
    var owner = OWNERS.get(name);
    return owner == null ? List.of() : owner.asked;
  }

  public static void startAll() {
    NAMES.forEach(FakeOwner::of);
  }

  public void answer(Function<Asked, Reply> with) {
    answer = with;
  }

  public List<Asked> asked() {
    return asked;
  }

  public Asked last() {
    return asked.getLast();
  }

  public synchronized void stop() {
    if (server != null) {
      server.stop(0);
      server = null;
    }
  }

  private synchronized void start() {
    if (server != null) {
      return;
    }
    try {
      var started =
          HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 100);
      started.createContext("/", this::handle);
      started.setExecutor(
          Executors.newCachedThreadPool(
              task -> Thread.ofPlatform().daemon().name("fake-owner").unstarted(task)));
      started.start();
      server = started;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Requests whose head has come. */
  public int arrived() {
    return arrived.get();
  }

  /** Bodies that broke off. */
  public int broken() {
    return broken.get();
  }

  private byte[] body(HttpExchange exchange) throws IOException {
    try {
      return exchange.getRequestBody().readAllBytes();
    } catch (IOException e) {
      broken.incrementAndGet();
      throw e;
    }
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      arrived.incrementAndGet();
      var request =
          new Asked(
              exchange.getRequestMethod(),
              exchange.getRequestURI().toString(),
              Map.copyOf(exchange.getRequestHeaders()),
              body(exchange));
      asked.add(request);
      var reply = answer.apply(request);
      reply.headers().forEach(exchange.getResponseHeaders()::add);
      if (reply.breaksOff()) {
        exchange.sendResponseHeaders(reply.status(), 2L * reply.body().length);
        exchange.getResponseBody().write(reply.body());
        exchange.getResponseBody().flush();
        throw new IOException("broken off");
      }
      var empty = reply.body().length == 0 || request.method().equals("HEAD");
      exchange.sendResponseHeaders(reply.status(), empty ? -1 : reply.body().length);
      if (!empty) {
        exchange.getResponseBody().write(reply.body());
      }
    }
  }
}
