package dev.sequitur.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayInputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an owner gets, and what the caller gets of its answer. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(Keys.class)
class ForwardingComponentTest {

  private static final String HOOK = "/hooks/default/orders";
  private static final String WORKSPACE = "/api/v1/workspaces/default";
  private static final int KILOBYTE = 1024;

  @BeforeEach
  void startOwners() {
    FakeOwner.startAll();
  }

  @Test
  void aWebhookArrivesAsItWasSentWithoutAToken() {
    var trigger = FakeOwner.of("trigger");
    var body = "{\"id\": 1,  \"odd\" :\"\\u00e9\"}";
    var answer =
        Client.ANONYMOUS
            .with("X-Signature", "abc")
            .with("X-Forwarded-For", "1.2.3.4")
            .with("Authorization", "Bearer forged")
            .with("X-HTTP-Method-Override", "DELETE")
            .send("POST", HOOK + "?a=1&b=%20x", body);
    assertThat(answer.status()).isEqualTo(200);
    var asked = trigger.last();
    assertThat(asked.uri()).isEqualTo(HOOK + "?a=1&b=%20x");
    assertThat(asked.method()).isEqualTo("POST");
    assertThat(asked.text()).isEqualTo(body);
    assertThat(asked.header("X-Signature")).isEqualTo("abc");
    assertThat(asked.header("Authorization")).isNull();
    assertThat(asked.header("X-Forwarded-For")).isNull();
    assertThat(asked.header("X-HTTP-Method-Override")).isNull();
    assertThat(asked.header("traceparent")).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");
  }

  @Test
  void aTraceIsContinued() {
    var parent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var trigger = FakeOwner.of("trigger");
    Client.ANONYMOUS.with("traceparent", parent).send("POST", HOOK, "{}");
    assertThat(trigger.last().header("traceparent")).isEqualTo(parent);
  }

  @Test
  void theOwnerLearnsWhoAsksFromASignedToken() {
    var rule = FakeOwner.of("rule");
    var key = Client.withKey(People.key("operator"));
    key.get(WORKSPACE + "/rules?limit=5");
    var bearer = Objects.requireNonNull(rule.last().header("Authorization"));
    var claims = People.claims(bearer);
    assertThat(claims)
        .containsEntry("iss", "sequitur")
        .containsEntry("aud", "sequitur")
        .containsEntry("workspace", "default");
    assertThat(String.valueOf(claims.get("sub"))).startsWith("key:operator-");
    var roles = new dev.sequitur.gateway.access.Roles();
    assertThat(claims.get("groups"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSameElementsAs(roles.permissions(dev.sequitur.gateway.access.Role.OPERATOR));
    key.get(WORKSPACE + "/rules?limit=5");
    assertThat(rule.last().header("Authorization")).isEqualTo(bearer);
  }

  @Test
  void neitherKeyNorCookieReachesAnOwner() {
    var rule = FakeOwner.of("rule");
    People.admin().get(WORKSPACE + "/rules");
    assertThat(rule.last().header("Cookie")).isNull();
    var key = People.key("viewer");
    Client.withKey(key).get(WORKSPACE + "/rules");
    assertThat(rule.last().headers().toString()).doesNotContain(key);
  }

  @Test
  void theOwnersAnswerIsPassedOnButNoCookieOfItsOwn() {
    FakeOwner.of("rule")
        .answer(
            _ ->
                new FakeOwner.Reply(
                    201,
                    Map.of("ETag", "\"7\"", "Set-Cookie", "a=b", "Content-Type", "text/plain"),
                    "made".getBytes()));
    var answer =
        Client.withKey(People.key("editor")).send("PUT", WORKSPACE + "/rules/big-order", "{}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body()).isEqualTo("made");
    assertThat(answer.header("ETag")).isEqualTo("\"7\"");
    assertThat(answer.header("Set-Cookie")).isNull();
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
  }

  @Test
  void aLongAnswerAndALongBodyGoThroughWhole() {
    var trigger = FakeOwner.of("trigger");
    var large = "x".repeat(1_500 * KILOBYTE);
    trigger.answer(asked -> new FakeOwner.Reply(200, Map.of(), asked.body()));
    var client = Client.withKey(People.key("editor"));
    assertThat(client.send("PUT", WORKSPACE + "/triggers/a", large).body()).isEqualTo(large);
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large.getBytes()));
    assertThat(client.send("PUT", WORKSPACE + "/triggers/a", chunked).body()).isEqualTo(large);
  }

  @Test
  void aBodyBeyondItsLimitIsRefusedBeforeItsOwnerHearsOfIt() {
    var trigger = FakeOwner.of("trigger");
    var fits = "x".repeat(256 * KILOBYTE);
    assertThat(Client.ANONYMOUS.send("POST", HOOK, fits).status()).isEqualTo(200);
    var owner = Client.withKey(People.key("owner"));
    assertTooLarge(Client.ANONYMOUS.send("POST", HOOK, fits + "x"));
    assertTooLarge(owner.send("POST", WORKSPACE + "/events", fits + "x"));
    assertTooLarge(owner.send("PUT", WORKSPACE + "/rules/a", "x".repeat(2049 * KILOBYTE)));
    assertTooLarge(owner.send("POST", WORKSPACE + "/manifests", "x".repeat(1025 * KILOBYTE)));
    assertThat(trigger.asked()).hasSize(1);
  }

  @Test
  void aChunkedBodyBeyondItsLimitIsRefused() {
    var bytes = new byte[300 * KILOBYTE];
    var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(bytes));
    assertTooLarge(Client.ANONYMOUS.send("POST", HOOK, chunked));
  }

  @Test
  void aBodyThatBreaksOffIsNeverTakenForAWholeOne() throws Exception {
    var trigger = FakeOwner.of("trigger");
    var arrived = trigger.arrived();
    var broken = trigger.broken();
    var address = URI.create(Client.base());
    try (var socket = new Socket(address.getHost(), address.getPort())) {
      var head = "POST " + HOOK + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
      var chunk = "1000\r\n" + "x".repeat(4096) + "\r\n";
      socket.getOutputStream().write((head + chunk + chunk).getBytes(StandardCharsets.US_ASCII));
      Awaitility.await().until(() -> trigger.arrived() > arrived);
    }
    Awaitility.await().until(() -> trigger.broken() > broken);
    assertThat(trigger.asked()).isEmpty();
  }

  @Test
  void anAnswerThatBreaksOffIsNeverTakenForAWholeOne() {
    var key = Client.withKey(People.key("viewer"));
    var rule = FakeOwner.of("rule");
    rule.answer(_ -> new FakeOwner.Reply(200, Map.of(), new byte[100], true));
    assertUnavailable(key.get(WORKSPACE + "/rules"));
    rule.answer(_ -> new FakeOwner.Reply(200, Map.of(), new byte[100 * KILOBYTE], true));
    assertThatThrownBy(() -> key.get(WORKSPACE + "/rules"))
        .isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void anOwnerThatIsAwayIs503AndComesBack() {
    FakeOwner.of("trigger").stop();
    FakeOwner.of("rule").stop();
    assertUnavailable(Client.ANONYMOUS.send("POST", HOOK, "{}"));
    var key = Client.withKey(People.key("viewer"));
    assertUnavailable(key.get(WORKSPACE + "/rules"));
    FakeOwner.startAll();
    assertThat(Client.ANONYMOUS.send("POST", HOOK, "{}").status()).isEqualTo(200);
    assertThat(key.get(WORKSPACE + "/rules").status()).isEqualTo(200);
  }

  @Test
  void anOwnerThatDoesNotTrustTheGatewayIsNoFaultOfTheCaller() {
    FakeOwner.of("rule").answer(_ -> FakeOwner.Reply.json(401, "{}"));
    assertUnavailable(Client.withKey(People.key("viewer")).get(WORKSPACE + "/rules"));
    FakeOwner.of("trigger").answer(_ -> FakeOwner.Reply.json(401, "{}"));
    assertThat(Client.ANONYMOUS.send("POST", HOOK, "{}").status()).isEqualTo(401);
  }

  @Test
  void moreRequestsThanAnOwnerMayHaveAreRefusedAtOnce() throws Exception {
    var release = new CountDownLatch(1);
    var arrived = new CountDownLatch(4);
    FakeOwner.of("trigger")
        .answer(
            _ -> {
              arrived.countDown();
              await(release);
              return FakeOwner.Reply.json(202, "{}");
            });
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Client.Answer>> held = new ArrayList<>();
      for (var i = 0; i < 4; i++) {
        held.add(threads.submit(() -> Client.ANONYMOUS.send("POST", HOOK, "{}")));
      }
      arrived.await();
      assertUnavailable(Client.ANONYMOUS.send("POST", HOOK, "{}"));
      release.countDown();
      for (var one : held) {
        assertThat(one.get().status()).isEqualTo(202);
      }
    }
    assertThat(Client.ANONYMOUS.send("POST", HOOK, "{}").status()).isEqualTo(202);
  }

  @Test
  void headAndOptionsSayWhatGetWouldAndWhatThereIs() {
    var key = Client.withKey(People.key("viewer"));
    var head = key.send("HEAD", WORKSPACE + "/rules");
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    var options = key.send("OPTIONS", WORKSPACE + "/rules/a");
    assertThat(options.status()).isEqualTo(204);
    assertThat(options.header("Allow")).isEqualTo("DELETE, GET, PUT");
    assertThat(options.header("Access-Control-Allow-Origin")).isNull();
    assertThat(Client.ANONYMOUS.send("OPTIONS", WORKSPACE + "/rules/a").status()).isEqualTo(401);
  }

  private static void assertTooLarge(Client.Answer answer) {
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.code()).isEqualTo("PAYLOAD_TOO_LARGE");
  }

  private static void assertUnavailable(Client.Answer answer) {
    assertThat(answer.status()).as(answer.body()).isEqualTo(503);
    assertThat(answer.code()).isEqualTo("UNAVAILABLE");
    assertThat(answer.header("Retry-After")).isEqualTo("1");
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
