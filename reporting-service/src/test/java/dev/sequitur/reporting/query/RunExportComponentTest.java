package dev.sequitur.reporting.query;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.reporting.Impatient;
import dev.sequitur.reporting.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs as a file: whole, in flat memory, at the pace of who takes it. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(Infrastructure.class)
class RunExportComponentTest {

  /** More by {@code -Dsequitur.test.exported=1000000}. */
  private static final int MANY = Integer.getInteger("sequitur.test.exported", 200_000);

  private static final int MEGABYTE = 1024 * 1024;

  @TestHTTPResource URI address;
  @Inject MeterRegistry metrics;

  @Test
  void manyRunsComeWholeAndNewestFirstWithFlatMemory() throws Exception {
    insert("many", MANY);
    var began = System.nanoTime();
    var lines = 0;
    var bytes = 0L;
    var heap = new ArrayList<Long>();
    var ids = new HashSet<String>();
    var newest = Instant.MAX;
    try (var reader = reader(open("many", ""))) {
      assertThat(reader.readLine()).startsWith("runId,state,rule,");
      for (var line = reader.readLine(); line != null; line = reader.readLine()) {
        bytes += line.length() + 2;
        lines++;
        var fields = line.split(",");
        if (lines % 1_000 == 0) {
          ids.add(fields[0]);
          var acceptedAt = Instant.parse(fields[8]);
          assertThat(acceptedAt).isBefore(newest);
          newest = acceptedAt;
        }
        if (lines % (MANY / 10) == 0) {
          heap.add(usedHeap());
        }
      }
    }
    var seconds = (System.nanoTime() - began) / 1e9;
    System.out.printf(
        "%d runs, %d MB, %.1f s, heap %d to %d MB%n",
        lines,
        bytes / MEGABYTE,
        seconds,
        heap.stream().mapToLong(Long::longValue).min().orElse(0) / MEGABYTE,
        heap.stream().mapToLong(Long::longValue).max().orElse(0) / MEGABYTE);

    assertThat(lines).isEqualTo(MANY);
    assertThat(ids).hasSize(MANY / 1_000);
    assertThat(bytes).isGreaterThan(150L * MANY);
    // The first tenth has warmed everything up; nine times as much must not need more.
    assertThat(heap.stream().skip(1).mapToLong(Long::longValue).max().orElseThrow())
        .isLessThan(heap.getFirst() + 10 * MEGABYTE);
  }

  @Test
  void whoTakesNothingHoldsTheExportBackAndIsCutOff() throws Exception {
    insert("stalled", 100_000);
    var cut = metrics.counter("sequitur.reporting.clients.cut");
    var before = cut.count();

    try (var socket = ask("stalled")) {
      await().atMost(Duration.ofSeconds(20)).until(() -> cut.count() > before);
      var taken = socket.getInputStream().readAllBytes().length;
      // What the machine's own buffers hold at most; all of it would be some 20 MB.
      assertThat(taken).isLessThan(12 * MEGABYTE);
      assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
          .isEmpty();
    }
  }

  @Test
  void whoGoesAwayLeavesNothingBehind() throws Exception {
    insert("left", 50_000);
    // There are five connections, and one place.
    for (int i = 0; i < 8; i++) {
      try (var socket = ask("left")) {
        assertThat(socket.getInputStream().readNBytes(20_000)).hasSize(20_000);
      }
      await().atMost(Duration.ofSeconds(20)).until(() -> get("left", "?rule=none").isEmpty());
    }
  }

  @Test
  void moreExportsThanPlacesAreRefused() throws Exception {
    insert("busy", 100_000);
    try (var socket = ask("busy")) {
      assertThat(socket.getInputStream().read()).isPositive();
      given()
          .auth()
          .oauth2(Tokens.of("busy", "run:read"))
          .get("/api/v1/workspaces/busy/runs/export")
          .then()
          .statusCode(429)
          .header("Retry-After", is("1"))
          .body("code", is("TOO_MANY_REQUESTS"));
    }
  }

  @Test
  void filtersOfTheListHoldAndFormulasAreQuoted() {
    insert("filtered", 20);
    Tables.execute(
        "UPDATE runs SET rule_name = '=cmd|calc', event_subject = 'a,\"b' WHERE workspace ="
            + " 'filtered' AND event_offset = 7");

    await()
        .untilAsserted(
            () ->
                assertThat(get("filtered", "?format=csv&rule=%3Dcmd%7Ccalc"))
                    .singleElement()
                    .satisfies(
                        line ->
                            assertThat(line)
                                .contains(",'=cmd|calc,", ",\"a,\"\"b\",", ",SUCCEEDED,")));
    await().untilAsserted(() -> assertThat(get("filtered", "?state=FAILED")).isEmpty());
  }

  @Test
  void badParameterIsRefusedBeforeAnythingIsWritten() {
    for (var query : new String[] {"?format=xls", "?limit=5", "?state=GOOD", "?after=x"}) {
      given()
          .auth()
          .oauth2(Tokens.of("w", "run:read"))
          .get("/api/v1/workspaces/w/runs/export" + query)
          .then()
          .statusCode(400)
          .body("code", is("INVALID_PARAMETER"));
    }
    given()
        .auth()
        .oauth2(Tokens.of("w", "statistics:read"))
        .get("/api/v1/workspaces/w/runs/export")
        .then()
        .statusCode(403);
  }

  private List<String> get(String workspace, String query) {
    try (var reader = reader(open(workspace, query))) {
      return reader.lines().skip(1).toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private InputStream open(String workspace, String query) {
    var request =
        HttpRequest.newBuilder(
                address.resolve("/api/v1/workspaces/" + workspace + "/runs/export" + query))
            .header("Authorization", "Bearer " + Tokens.of(workspace, "run:read"))
            .build();
    try {
      var client = HttpClient.newHttpClient();
      var answer = client.send(request, BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        // The place of an export before may not be free yet.
        throw new AssertionError(answer.statusCode());
      }
      assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/csv");
      return answer.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** A request on a bare socket: what is not read there is read by nobody. */
  private Socket ask(String workspace) throws IOException {
    var socket = new Socket();
    socket.setReceiveBufferSize(16 * 1024);
    socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
    var head =
        "GET /api/v1/workspaces/"
            + workspace
            + "/runs/export HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
            + Tokens.of(workspace, "run:read")
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  private static BufferedReader reader(InputStream in) {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
  }

  private static long usedHeap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void insert(String workspace, int count) {
    Tables.execute(
        """
        INSERT INTO runs (run_id, workspace, rule_uid, rule_name, rule_version, labels, event_id,
          event_type, event_partition, event_offset, accepted_at, event_subject, run_no, decided_at,
          revision, state, generation, ended_at, actions, action_states, changes, lingers)
        SELECT gen_random_uuid(), '%s', gen_random_uuid(), 'big-order', 1, '{}', gen_random_uuid(),
          'com.example.order', 0, n, now() - n * interval '10 ms', 'order-' || n, 0, now(), 0,
          'SUCCEEDED', 0, now(), '[]', 'SUCCEEDED', 1, false
        FROM generate_series(1, %d) AS n
        """
            .formatted(workspace, count));
  }
}
