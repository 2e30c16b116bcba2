package dev.sequitur.reporting.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Message;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.reporting.Impatient;
import dev.sequitur.reporting.Readiness;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.Tables;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What happens is told as it happens, without a gap that is not said. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(Infrastructure.class)
class LiveComponentTest {

  @TestHTTPResource URI address;
  @Inject MeterRegistry metrics;
  private final TopicProbe probe = TopicProbe.ofTests();
  private final String workspace = "live-" + UUID.randomUUID();

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void listenerHearsOfEventsRunsAndDeadLetters() throws Exception {
    try (var client = LiveClient.connect(address, workspace, null)) {
      await().until(() -> !client.heard().isEmpty());
      var good = story(1);
      var bad = story(2);
      say(
          good.event().message(),
          good.command(1).message(null),
          good.last(0, 0, EffectState.SUCCEEDED).message(null),
          bad.command(1).message(null),
          bad.last(0, 0, EffectState.DEAD).message(null));

      await().until(() -> states(client, good).contains("SUCCEEDED"));
      await().until(() -> states(client, bad).contains("FAILED"));
      await().until(() -> sum(client, "events") == 1);
      var heard = client.heard();
      assertThat(heard.getFirst().type()).isEqualTo("hello");
      for (int i = 1; i < heard.size(); i++) {
        assertThat(heard.get(i).type()).isEqualTo("changes");
        assertThat(heard.get(i).id()).isEqualTo(heard.getFirst().id() + i);
      }
      var dead = heard.stream().flatMap(one -> nodes(one, "deadLetters")).toList();
      assertThat(dead).hasSize(1);
      assertThat(dead.getFirst().get("commandId").textValue())
          .isEqualTo(bad.commandId(0).toString());
      assertThat(dead.getFirst().get("code").textValue()).isEqualTo("HTTP_STATUS");
      assertThat(heard.toString()).doesNotContain("of the customer");
    }
  }

  @Test
  void whoComesBackInTimeMissesNothing() throws Exception {
    long last;
    try (var client = LiveClient.connect(address, workspace, null)) {
      await().until(() -> !client.heard().isEmpty());
      last = client.heard().getLast().id();
    }
    for (int i = 0; i < 5; i++) {
      var story = story(i);
      say(story.command(1).message(null));
      awaitRow(story);
    }

    try (var client = LiveClient.connect(address, workspace, last)) {
      await().until(() -> sum(client, "changed") == 5);
      var heard = client.heard();
      assertThat(heard).noneMatch(one -> one.type().equals("gap"));
      for (int i = 0; i < heard.size(); i++) {
        assertThat(heard.get(i).id()).isEqualTo(last + i);
      }
    }
  }

  @Test
  void whoComesBackTooLateIsTold() throws Exception {
    long last;
    try (var client = LiveClient.connect(address, workspace, null)) {
      await().until(() -> !client.heard().isEmpty());
      last = client.heard().getLast().id();
    }
    Tables.execute(
        "UPDATE live_workspaces SET wanted_until = now() - interval '1 second' WHERE workspace = '"
            + workspace
            + "'");
    var missed = story(1);
    say(missed.command(1).message(null));
    awaitRow(missed);

    try (var client = LiveClient.connect(address, workspace, last)) {
      await().until(() -> client.heard().stream().anyMatch(one -> one.type().equals("gap")));
      var after = story(2);
      say(after.command(1).message(null));
      await().until(() -> states(client, after).contains("RUNNING"));
      assertThat(states(client, missed)).isEmpty();
    }
  }

  @Test
  void whoKnowsMoreThanThereIsIsTold() throws Exception {
    try (var client = LiveClient.connect(address, workspace, 1_000_000L)) {
      await().until(() -> client.heard().stream().anyMatch(one -> one.type().equals("gap")));
      assertThat(client.heard().getFirst().id()).isLessThan(1_000_000L);
    }
  }

  @Test
  void whereNobodyListensNothingIsKept() {
    var story = story(1);
    say(story.command(1).message(null));
    awaitRow(story);

    assertThat(
            Tables.query("SELECT count(*) FROM live_facts WHERE workspace = '" + workspace + "'"))
        .containsExactly("0");
  }

  @Test
  void signsOfLifeComeWhereNothingHappens() throws Exception {
    try (var client = LiveClient.connect(address, workspace, null)) {
      await().until(() -> client.heartbeats() >= 3);
      assertThat(client.heard()).hasSize(1);
    }
  }

  @Test
  void listenerHearsNothingOfOtherWorkspaces() throws Exception {
    var other = "other-" + workspace;
    try (var mine = LiveClient.connect(address, workspace, null);
        var theirs = LiveClient.connect(address, other, null)) {
      await().until(() -> !mine.heard().isEmpty() && !theirs.heard().isEmpty());
      var story = new Story(other, "big-order", 1, Instant.now());
      say(story.command(1).message(null));

      await().until(() -> theirs.heard().size() > 1);
      var beats = mine.heartbeats();
      await().until(() -> mine.heartbeats() > beats + 1);
      assertThat(mine.heard()).hasSize(1);
    }
  }

  @Test
  void listenerWhoTakesNothingIsCutOff() throws Exception {
    var cut = metrics.counter("sequitur.reporting.clients.cut");
    var before = cut.count();
    try (var socket = new Socket()) {
      socket.setReceiveBufferSize(16 * 1024);
      socket.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      socket.getOutputStream().write(head().getBytes(StandardCharsets.US_ASCII));
      assertThat(socket.getInputStream().read()).isPositive();

      // As another replica would: what it has stored is told here too.
      Tables.execute(
          "INSERT INTO live_facts (workspace, sequence, body) SELECT '"
              + workspace
              + "', n, json_build_object('text', repeat('x', 20000)) FROM generate_series(1, 2000) n");
      Tables.execute(
          "UPDATE live_workspaces SET sequence = 2000 WHERE workspace = '" + workspace + "'");

      await().atMost(Duration.ofSeconds(20)).until(() -> cut.count() > before);
    }
  }

  @Test
  void permissionAndAnIdOfOursAreNeeded() {
    var path = "/api/v1/workspaces/" + workspace + "/live";
    given().get(path).then().statusCode(401);
    given().auth().oauth2(Tokens.of(workspace, "statistics:read")).get(path).then().statusCode(403);
    given()
        .auth()
        .oauth2(Tokens.of(workspace, "run:read"))
        .header("Last-Event-ID", "-1")
        .get(path)
        .then()
        .statusCode(400)
        .body("code", is("INVALID_PARAMETER"))
        .body("errors[0].pointer", is("/header/Last-Event-ID"));
  }

  private String head() {
    return "GET /api/v1/workspaces/"
        + workspace
        + "/live HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
        + Tokens.of(workspace, "run:read")
        + "\r\n\r\n";
  }

  private static List<String> states(LiveClient client, Story story) {
    return client.heard().stream()
        .flatMap(one -> nodes(one, "changed"))
        .filter(run -> run.get("runId").textValue().equals(story.runId().toString()))
        .map(run -> run.get("state").textValue())
        .toList();
  }

  /** Numbers, or the lengths of lists. */
  private static int sum(LiveClient client, String field) {
    return client.heard().stream()
        .map(one -> one.json().path(field))
        .mapToInt(node -> node.isArray() ? node.size() : node.asInt())
        .sum();
  }

  private static Stream<JsonNode> nodes(LiveClient.Heard heard, String field) {
    return heard.json().path(field).valueStream();
  }

  private void awaitRow(Story story) {
    await()
        .until(
            () ->
                Tables.query("SELECT count(*) FROM runs WHERE run_id = '" + story.runId() + "'")
                    .equals(List.of("1")));
  }

  private Story story(int number) {
    return new Story(workspace, "big-order", number, Instant.now());
  }

  private void say(Message... messages) {
    for (var message : messages) {
      probe.produce(message);
    }
  }
}
