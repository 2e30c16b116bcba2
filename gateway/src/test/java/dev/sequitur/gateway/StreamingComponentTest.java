package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** Answers without an end in sight: passed on as they come, and no faster than they are taken. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class StreamingComponentTest {

  private static final String WORKSPACE = "/api/v1/workspaces/default";
  private static final int MEGABYTE = 1024 * 1024;

  @Test
  void eventsArriveWhileTheAnswerGoesOnAndTheOwnerLearnsThatTheirReaderHasGone() throws Exception {
    var heard = new CountDownLatch(1);
    var gone = new AtomicBoolean();
    var owner =
        answering(
            "text/event-stream",
            out -> {
              out.write("id: 1\ndata: {}\n\n".getBytes(StandardCharsets.UTF_8));
              out.flush();
              await().until(() -> heard.getCount() == 0);
              gone.set(isBrokenBy(out, 200 * MEGABYTE, new AtomicLong()));
            });
    try (var socket = ask(WORKSPACE + "/live")) {
      var reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
      assertThat(reader.lines().anyMatch("id: 1"::equals)).isTrue();
      heard.countDown();
      socket.close();
      await().atMost(Duration.ofSeconds(20)).untilTrue(gone);
    } finally {
      owner.stop(0);
    }
  }

  @Test
  void whoTakesNothingHoldsTheOwnerBack() throws Exception {
    var written = new AtomicLong();
    var over = new AtomicBoolean();
    var owner =
        answering(
            "text/csv",
            out -> {
              isBrokenBy(out, 300 * MEGABYTE, written);
              over.set(true);
            });
    try (var socket = ask(WORKSPACE + "/runs/export")) {
      assertThat(socket.getInputStream().read()).isPositive();
      // What the machine's buffers between three processes hold, and no more.
      var before = new AtomicLong(-1);
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ofMillis(500))
          .until(() -> before.getAndSet(written.get()) == written.get());
      assertThat(written.get()).isLessThan(60L * MEGABYTE);
      assertThat(over).isFalse();
      socket.close();
      await().atMost(Duration.ofSeconds(20)).untilTrue(over);
    } finally {
      owner.stop(0);
    }
  }

  /** Writes until so much is written, or nobody takes it any more, which is true then. */
  private static boolean isBrokenBy(OutputStream out, long bytes, AtomicLong written) {
    var chunk = new byte[64 * 1024];
    try {
      while (written.get() < bytes) {
        out.write(chunk);
        written.addAndGet(chunk.length);
      }
      return false;
    } catch (IOException e) {
      return true;
    }
  }

  @FunctionalInterface
  private interface Answer {
    void to(OutputStream out) throws IOException;
  }

  /** A reporting-service that gives this one answer. */
  private static HttpServer answering(String type, Answer answer) throws IOException {
    FakeOwner.startAll();
    FakeOwner.of("reporting").stop();
    var address =
        URI.create(
            ConfigProvider.getConfig().getValue("sequitur.services.reporting.url", String.class));
    var server = HttpServer.create(new InetSocketAddress(address.getHost(), address.getPort()), 10);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.getResponseHeaders().add("Content-Type", type);
            exchange.sendResponseHeaders(200, 0);
            answer.to(exchange.getResponseBody());
          }
        });
    server.start();
    return server;
  }

  /** A request on a bare socket: what is not read there is read by nobody. */
  private static Socket ask(String path) throws IOException {
    var address = URI.create(Client.base());
    var socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    var head =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + People.key("viewer")
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }
}
