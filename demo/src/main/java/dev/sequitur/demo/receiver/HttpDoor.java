package dev.sequitur.demo.receiver;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.WebhookVerificationException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sequitur.demo.Doors;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;

/** Takes requests, shows the page; and is a provider of payments that fails for some cards. */
final class HttpDoor {

  private static final int MOST_BYTES = 256 * 1024;

  private final Received received;
  private final Webhook verifier;
  private final InstantSource clock;
  private volatile boolean isBroken = true;

  HttpDoor(Received received, Webhook verifier, InstantSource clock) {
    this.received = received;
    this.verifier = verifier;
    this.clock = clock;
  }

  void open(Doors doors) throws IOException {
    var page = server(doors.page());
    page.createContext("/", this::show);
    for (var path : new String[] {"/alerts", "/chat", "/partner"}) {
      page.createContext(path, exchange -> take(exchange, false));
    }
    page.start();
    var payments = server(doors.payments());
    payments.createContext("/", exchange -> take(exchange, true));
    payments.start();
  }

  private static HttpServer server(int port) throws IOException {
    var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    var server = HttpServer.create(address, 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    return server;
  }

  private void show(HttpExchange exchange) throws IOException {
    var asked = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
    switch (asked) {
      case "GET /" -> answer(exchange, 200, "text/html", Page.html());
      case "GET /received" -> {
        var json = received.json().put("paymentsAreBroken", isBroken);
        answer(exchange, 200, "application/json", json.toString());
      }
      case "POST /repair", "POST /break" -> {
        isBroken = asked.endsWith("break");
        answer(exchange, 200, "application/json", "{}");
      }
      default -> answer(exchange, 404, "text/plain", "There is nothing here.");
    }
  }

  private void take(HttpExchange exchange, boolean isPayment) throws IOException {
    var bytes = exchange.getRequestBody().readNBytes(MOST_BYTES);
    var body = new String(bytes, StandardCharsets.UTF_8);
    var fails = isPayment && isBroken && body.contains("\"broken\"");
    var status = fails ? 503 : 200;
    received.add(Received.Way.REQUESTS, entry(exchange, body).put("answered", status));
    answer(exchange, status, "text/plain", fails ? "The bank does not answer." : "ok");
  }

  private ObjectNode entry(HttpExchange exchange, String body) {
    var headers = exchange.getRequestHeaders();
    return JsonNodeFactory.instance
        .objectNode()
        .put("at", clock.instant().toString())
        .put("path", exchange.getRequestURI().getPath())
        .put("key", headers.getFirst("Idempotency-Key"))
        .put("webhookId", headers.getFirst(Webhook.UNBRANDED_MSG_ID_KEY))
        .put("signature", signature(headers, body))
        .put("body", Received.cut(body));
  }

  private String signature(Headers headers, String body) {
    if (!headers.containsKey(Webhook.UNBRANDED_MSG_SIGNATURE_KEY)) {
      return "none";
    }
    // The library looks names up as the standard writes them.
    var lower =
        headers.entrySet().stream()
            .collect(
                Collectors.toMap(
                    header -> header.getKey().toLowerCase(java.util.Locale.ROOT),
                    Map.Entry::getValue));
    try {
      verifier.verify(body, lower);
      return "valid";
    } catch (WebhookVerificationException e) {
      return "invalid";
    }
  }

  private static void answer(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    try (exchange) {
      var bytes = text.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
