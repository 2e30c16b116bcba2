package dev.sequitur.trigger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import dev.sequitur.contracts.SecretStored;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class WebhookComponentTest {

  private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
  private static TopicProbe probe;
  private static boolean published;

  @BeforeAll
  static void open() {
    probe = TopicProbe.ofTests();
  }

  /** Once; the port is not known before the first test. */
  @BeforeEach
  void publish() {
    if (published) {
      return;
    }
    published = true;
    Service.storeSecret(probe, "standard", 1, SECRET);
    Service.storeSecret(probe, "plain", 1, "key");
    Service.storeSecret(probe, "leaving", 1, "key");
    Service.storeSecret(probe, "coming", 1, "next");
    Service.publish(
        "orders-in",
        "orders",
        """
        webhook: { path: orders, verify: { none: true } }
        event: { type: com.example.order, id: "${body.id}", key: "${body.customer}", data: "${body}" }
        """);
    Service.publish(
        "filtered-in",
        "shop/filtered",
        """
        webhook: { path: shop/filtered, verify: { none: true } }
        filter: body.amount > 100
        event: { type: "com.example.${body.kind}", data: { amount: "${body.amount}" } }
        """);
    Service.publish(
        "standard-in",
        "standard",
        signed("standard", "{ standardWebhooks: { secret: standard } }"));
    Service.publish(
        "plain-in", "plain", signed("plain", "{ hmac: { secret: plain, header: X-Signature } }"));
    Service.publish(
        "leaving-in",
        "leaving",
        signed("leaving", "{ hmac: { secret: leaving, header: X-Signature } }"));
    Service.publish(
        "rotating-in",
        "rotating",
        signed("rotating", "{ hmac: { secrets: [coming, plain], header: X-Signature } }"));
    Service.publish("github-in", "github", signed("github", "{ github: { secret: plain } }"));
    Service.publish("slack-in", "slack", signed("slack", "{ slack: { secret: plain } }"));
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  private static String signed(String path, String verify) {
    return "webhook: { path: "
        + path
        + ", verify: "
        + verify
        + " }\nevent: { type: com.example.signed }";
  }

  // What a 202 means

  @Test
  void acceptedEventIsOnTheTopicWithItsAttributesAndKey() {
    var body = "{\"id\": \"A-1\", \"customer\": 42, \"amount\": 1.50}";
    var trace = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    var id = Service.hook("orders", body, Map.of("traceparent", trace)).is(202).text("eventId");
    var event = Service.onTopic(probe, id);
    assertThat(event.type()).isEqualTo("com.example.order");
    assertThat(event.source()).isEqualTo("/triggers/orders-in");
    assertThat(event.workspace()).isEqualTo("default");
    assertThat(event.key()).isEqualTo("42");
    assertThat(event.triggerVersion()).isEqualTo(1);
    assertThat(event.traceParent()).isEqualTo(trace);
    assertThat(new String(event.data(), UTF_8)).isEqualTo(body);
    var record = Service.records(probe, id).getFirst();
    assertThat(new String(record.key(), UTF_8)).isEqualTo("42");
    assertThat(record.timestampType())
        .isEqualTo(org.apache.kafka.common.record.TimestampType.LOG_APPEND_TIME);
  }

  @Test
  void sameIdIsTheSameEventAndAnotherIsNot() {
    var first = Service.hook("orders", "{\"id\":\"B-1\"}").is(202).text("eventId");
    var again = Service.hook("orders", "{\"id\":\"B-1\",\"n\":2}").is(202).text("eventId");
    var other = Service.hook("orders", "{\"id\":\"B-2\"}").is(202).text("eventId");
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
    assertThat(Service.records(probe, first)).hasSize(2);
  }

  @Test
  void withoutAnyNameEachCallIsAnEventAndTheKeyIsItsId() {
    var first = Service.hook("orders", "{}").is(202).text("eventId");
    var second = Service.hook("orders", "{}").is(202).text("eventId");
    assertThat(second).isNotEqualTo(first);
    assertThat(new String(Service.records(probe, first).getFirst().key(), UTF_8)).isEqualTo(first);
  }

  @Test
  void idempotencyKeyNamesTheEvent() {
    var headers = Map.of("Idempotency-Key", "k-1");
    assertThat(Service.hook("orders", "{}", headers).is(202).text("eventId"))
        .isEqualTo(Service.hook("orders", "{}", headers).is(202).text("eventId"));
  }

  @Test
  void senderMayUseAuthorizationForItself() {
    Service.hook("orders", "{}", Map.of("Authorization", "Bearer not-ours")).is(202);
  }

  @Test
  void chunkedBodyIsAccepted() {
    var body =
        BodyPublishers.ofInputStream(
            () -> new ByteArrayInputStream("{\"id\":\"C\"}".getBytes(UTF_8)));
    Service.call("POST", "/hooks/default/orders", Map.of("Content-Type", "application/json"), body)
        .is(202);
  }

  // Filter and mapping

  @Test
  void filteredRequestMakesNoEventAndSaysSo() {
    var before = Service.metric("sequitur_trigger_filtered_total");
    var reply = Service.hook("shop/filtered", "{\"amount\":1,\"kind\":\"order\"}").is(202);
    assertThat(reply.body().get("eventId").isNull()).isTrue();
    assertThat(reply.body().get("filtered").asBoolean()).isTrue();
    assertThat(Service.hook("shop/filtered", "{}").is(202).text("code"))
        .isEqualTo("EXPRESSION_FIELD_MISSING");
    assertThat(Service.metric("sequitur_trigger_filtered_total")).isEqualTo(before + 2);
  }

  @Test
  void mappedDataIsOnTheTopic() {
    var id =
        Service.hook("shop/filtered", "{\"amount\":200,\"kind\":\"order\",\"more\":1}")
            .is(202)
            .text("eventId");
    var event = Service.onTopic(probe, id);
    assertThat(event.type()).isEqualTo("com.example.order");
    assertThat(new String(event.data(), UTF_8)).isEqualTo("{\"amount\":200}");
  }

  @Test
  void mappingThatFailsIsRefusedAtItsPlace() {
    var reply = Service.hook("shop/filtered", "{\"amount\":200}").refused(422, "MAPPING_FAILED");
    assertThat(reply.body().at("/errors/0/pointer").asText()).isEqualTo("/spec/event/type");
  }

  // Refusals

  @Test
  void bodyBeyondTheLimitIsRefusedWholeOrInChunks() {
    var body = "\"" + "x".repeat(262_143) + "\"";
    var json = Map.of("Content-Type", "application/json");
    Service.hook("orders", body).refused(413, "EVENT_TOO_LARGE");
    var chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8)));
    Service.call("POST", "/hooks/default/orders", json, chunks).refused(413, "EVENT_TOO_LARGE");
    Service.hook("orders", body.substring(0, 262_143) + "\"").is(202);
  }

  @Test
  void tenMegabytesBeforeAuthenticationAreRefusedAndTheServiceGoesOn() {
    var body = new byte[10 * 1024 * 1024];
    Service.call("POST", "/hooks/default/plain", Map.of(), BodyPublishers.ofByteArray(body))
        .refused(413, "EVENT_TOO_LARGE");
    var chunks = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    Service.call("POST", "/hooks/default/plain", Map.of(), chunks).refused(413, "EVENT_TOO_LARGE");
    Service.hook("orders", "{}").is(202);
    await().until(() -> Service.metric("sequitur_trigger_in_flight") == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/hooks/default/nope",
        "/hooks/other/orders",
        "/hooks/default/orders/",
        "/hooks/default//orders",
        "/hooks/default/Orders",
        "/hooks/default/orders;x",
        "/hooks/default/x/../orders",
        "/hooks/default/%6frders",
        "/hooks/default/orders.json",
        "/hooks/"
      })
  void everyOtherAddressIsUnknown(String path) {
    Service.call("POST", path, Map.of("Content-Type", "application/json"), "{}")
        .refused(404, "TRIGGER_NOT_FOUND");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "PUT", "DELETE", "PATCH", "OPTIONS"})
  void otherMethodsAreRefused(String method) {
    var reply =
        Service.call(method, "/hooks/default/orders", Map.of(), "")
            .refused(405, "METHOD_NOT_ALLOWED");
    assertThat(reply.header("Allow")).isEqualTo("POST");
  }

  @Test
  void headIsRefusedToo() {
    Service.call("HEAD", "/hooks/default/orders", Map.of(), "").is(405);
  }

  @Test
  void unreadableRequestsAreRefused() throws IOException {
    Service.hook("orders", "").refused(400, "BODY_NOT_JSON");
    Service.hook("orders", "{\"a\":1,\"a\":2}").refused(400, "BODY_NOT_JSON");
    Service.hook("orders", "[".repeat(65) + "]".repeat(65)).refused(400, "BODY_NOT_JSON");
    Service.hook("orders", "a=1", Map.of("Content-Type", "application/x-www-form-urlencoded"))
        .refused(415, "CONTENT_NOT_JSON");
    assertThat(
            raw(
                "POST /hooks/default/orders?q=%zz HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void refusalsAreCountedByCode() {
    var before = Service.metric("sequitur_trigger_refused_total");
    Service.hook("orders", "{").is(400);
    assertThat(Service.metric("sequitur_trigger_refused_total")).isEqualTo(before + 1);
  }

  @Test
  void senderThatGoesAwayLeavesItsPlace() throws IOException {
    await().until(() -> Service.metric("sequitur_trigger_in_flight") == 0);
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket
          .getOutputStream()
          .write(
              "POST /hooks/default/orders HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"
                  .getBytes(UTF_8));
      await().until(() -> Service.metric("sequitur_trigger_in_flight") == 1);
    }
    await().until(() -> Service.metric("sequitur_trigger_in_flight") == 0);
    assertThat(Service.metric("sequitur_trigger_bytes_in_flight")).isZero();
  }

  // Signatures

  @Test
  void standardWebhookIsAcceptedByItsSignatureAlone() {
    var headers = standardHeaders("msg_1", Instant.now().getEpochSecond(), "{\"a\":1}");
    var first = Service.hook("standard", "{\"a\":1}", headers).is(202).text("eventId");
    assertThat(Service.hook("standard", "{\"a\":1}", headers).is(202).text("eventId"))
        .isEqualTo(first);
    Service.hook("standard", "{\"a\":2}", headers).refused(401, "SIGNATURE_INVALID");
    Service.hook("standard", "{\"a\": 1}", headers).refused(401, "SIGNATURE_INVALID");
    Service.hook("standard", "{\"a\":1}").refused(401, "SIGNATURE_MISSING");
  }

  @Test
  void oldAndFutureSignaturesAreRefused() {
    for (int seconds : new int[] {-3_600, 3_600}) {
      var headers = standardHeaders("msg_2", Instant.now().getEpochSecond() + seconds, "{}");
      Service.hook("standard", "{}", headers).refused(401, "TIMESTAMP_OUTSIDE_TOLERANCE");
    }
  }

  @Test
  void signatureComesBeforeEverythingElse() {
    Service.hook("plain", "not JSON", Map.of("Content-Type", "text/plain", "X-Signature", "00"))
        .refused(401, "SIGNATURE_INVALID");
  }

  @Test
  void hmacIsCheckedOverTheRawBytes() {
    var body = "{ \"ä\" : 1.0 }";
    var signature = hmac(body);
    Service.hook("plain", body, Map.of("X-Signature", "sha256=" + signature)).is(202);
    Service.hook("plain", "{\"ä\":1.0}", Map.of("X-Signature", signature))
        .refused(401, "SIGNATURE_INVALID");
    Service.hook("plain", body).refused(401, "SIGNATURE_MISSING");
  }

  @Test
  void secretThatIsGoneClosesTheDoor() {
    var headers = Map.of("X-Signature", hmac("{}"));
    Service.hook("leaving", "{}", headers).is(202);
    probe.produce(new SecretStored("default", "leaving", 2, null).message());
    await().until(() -> Service.hook("leaving", "{}", headers).status() != 202);
    Service.hook("leaving", "{}", headers).refused(401, "SECRET_MISSING");
    Service.hook("leaving", "{}").refused(401, "SECRET_MISSING");
  }

  @Test
  void whileSecretsChangeEitherOpensTheDoor() {
    var present = hmac("key", "{}");
    var next = hmac("next", "{}");
    Service.hook("rotating", "{}", Map.of("X-Signature", present)).is(202);
    Service.hook("rotating", "{}", Map.of("X-Signature", next)).is(202);
    Service.hook("rotating", "{}", Map.of("X-Signature", hmac("other", "{}")))
        .refused(401, "SIGNATURE_INVALID");
  }

  @Test
  void deliveryThatGitHubRepeatsIsTheSameEvent() {
    var body = "{\"action\":\"opened\"}";
    var headers =
        Map.of("X-Hub-Signature-256", "sha256=" + hmac(body), "X-GitHub-Delivery", "72d3162e");
    var first = Service.hook("github", body, headers).is(202).text("eventId");
    var again = Service.hook("github", body, headers).is(202).text("eventId");
    assertThat(again).isEqualTo(first);
    Service.hook("github", body).refused(401, "SIGNATURE_MISSING");
  }

  @Test
  void slacksQuestionIsAnsweredOnceItIsKnownToBeSlacks() {
    var body = "{\"type\":\"url_verification\",\"challenge\":\"3eZbrw1a\"}";
    var now = Long.toString(Instant.now().getEpochSecond());
    var signature = "v0=" + hmac("v0:" + now + ":" + body);
    var headers = Map.of("X-Slack-Signature", signature, "X-Slack-Request-Timestamp", now);
    assertThat(Service.hook("slack", body, headers).is(200).text("challenge"))
        .isEqualTo("3eZbrw1a");
    Service.hook("slack", body).refused(401, "SIGNATURE_MISSING");
  }

  /** The first line of the answer to a request that no client would send. */
  private static String raw(String request) throws IOException {
    try (var socket = new Socket("127.0.0.1", RestAssured.port)) {
      socket.getOutputStream().write(request.getBytes(UTF_8));
      return new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8)).readLine();
    }
  }

  private static Map<String, String> standardHeaders(String id, long timestamp, String body) {
    var headers = new HashMap<String, String>();
    headers.put("webhook-id", id);
    headers.put("webhook-timestamp", Long.toString(timestamp));
    try {
      headers.put("webhook-signature", new Webhook(SECRET).sign(id, timestamp, body));
    } catch (EmptyWebhookSecretException | WebhookSigningException e) {
      throw new AssertionError(e);
    }
    return headers;
  }

  private static String hmac(String body) {
    return hmac("key", body);
  }

  private static String hmac(String key, String body) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
    } catch (java.security.GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }
}
