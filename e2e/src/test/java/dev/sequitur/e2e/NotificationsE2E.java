package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.sequitur.contracts.Topics;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From a rule that fails to a real mail and a signed webhook, through the gateway. */
@ExtendWith(SharedRig.class)
class NotificationsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final byte[] KEY =
      "a signing key of thirty-two bytes".getBytes(StandardCharsets.UTF_8);
  private static final GreenMail MAIL =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private static final Hooks HOOKS = new Hooks();

  /** A webhook as it came. */
  private record Hook(String path, String id, String timestamp, String signature, String body) {

    boolean isSigned() {
      try {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
        var signed =
            mac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
        return signature.equals("v1," + Base64.getEncoder().encodeToString(signed));
      } catch (java.security.GeneralSecurityException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Keeps what webhooks bring. */
  private static final class Hooks {
    private final List<Hook> all = new CopyOnWriteArrayList<>();
    private final HttpServer server;

    Hooks() {
      try {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
      server.createContext("/", this::take);
    }

    private void take(HttpExchange exchange) throws IOException {
      var headers = exchange.getRequestHeaders();
      all.add(
          new Hook(
              exchange.getRequestURI().getPath(),
              headers.getFirst("webhook-id"),
              headers.getFirst("webhook-timestamp"),
              headers.getFirst("webhook-signature"),
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
      exchange.sendResponseHeaders(204, -1);
      exchange.close();
    }

    List<Hook> of(String name) {
      return all.stream().filter(hook -> hook.path().equals("/" + name)).toList();
    }
  }

  private final Api api;
  private final RecordingTarget target;
  private final String broker;
  private String name = "";

  NotificationsE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.target = target;
    this.broker = rig.platform().kafka();
  }

  @BeforeAll
  static void listen() {
    MAIL.start();
    HOOKS.server.start();
  }

  @AfterAll
  static void close() {
    MAIL.stop();
    HOOKS.server.stop(0);
  }

  @BeforeEach
  void automate() {
    name = "n" + UUID.randomUUID().toString().substring(0, 8);
    var key = Base64.getEncoder().encodeToString(KEY);
    api.put("/secrets/" + name, "application/json", "{\"value\":\"whsec_" + key + "\"}");
    api.publish(automation());
  }

  @AfterEach
  void archive() {
    for (var kind : List.of("subscriptions", "channels", "triggers", "rules", "connections")) {
      api.delete("/" + kind + "/" + name);
    }
    api.delete("/channels/" + name + "-hook");
  }

  @Test
  void failingRuleLeadsToOneMailAndOneSignedWebhookAlthoughTheExecutorIsAskedTwice()
      throws Exception {
    target.answer("/" + name, 400);
    var event = fire();
    await().atMost(PATIENCE).until(() -> deliveries("SENT").size() == 2);

    askTwice();
    awaitHeard();

    assertThat(mails()).hasSize(1);
    assertThat(mails().getFirst().getSubject())
        .isEqualTo("Rule " + name + " failed: http.request@1 answered 400");
    // Quoted-printable: a long line is broken where it likes.
    assertThat(GreenMailUtil.getBody(mails().getFirst()).replace("=\r\n", ""))
        .contains(UUID.fromString(runs(event).path(0).path("runId").asText()).toString());
    assertThat(HOOKS.of(name)).hasSize(1);
    var hook = HOOKS.of(name).getFirst();
    assertThat(hook.isSigned()).isTrue();
    assertThat(hook.body()).contains("\"type\":\"notification.failed\"").contains(name);
    assertThat(deliveries("SENT").findValuesAsText("kind"))
        .containsExactlyInAnyOrder("email", "webhook");

    // The messages carry the event that they are about, and are no runs of it.
    assertThat(runs(event)).hasSize(1);
  }

  @Test
  void ruleThatWorksAgainIsToldOnce() throws Exception {
    target.answer("/" + name, 400);
    fire();
    await().atMost(PATIENCE).until(() -> mails().size() == 1);
    target.answer("/" + name, 200);
    fire();
    await().atMost(PATIENCE).until(() -> mails().size() == 2);
    assertThat(runs(fire()).path(0).path("state").asText()).isEqualTo("SUCCEEDED");
    target.answer("/" + name, 400);
    fire();
    await().atMost(PATIENCE).until(() -> mails().size() == 3);

    assertThat(subjects())
        .containsExactlyInAnyOrder(
            "Rule " + name + " failed: http.request@1 answered 400",
            "Rule " + name + " works again",
            "Rule " + name + " failed: http.request@1 answered 400");
  }

  @Test
  void testSendReallySendsAndShowsWhatTheServerSaid() {
    var sent = api.post("/channels/" + name + "/tests", "application/json", "").expect(200).json();
    assertThat(sent.path("state").asText()).isEqualTo("SENT");
    assertThat(subjects())
        .containsExactly("Test of the channel " + name + " by " + principal(sent));

    var broken = channel(name).replace("connection: " + name, "connection: nowhere");
    api.put("/channels/" + name, "application/yaml", broken).expect(200);
    var failed =
        api.post("/channels/" + name + "/tests", "application/json", "").expect(200).json();
    assertThat(failed.path("state").asText()).isEqualTo("FAILED");
    assertThat(failed.path("reason").asText()).isEqualTo("CONNECTION_UNAVAILABLE");
    assertThat(failed.path("detail").asText()).contains("no smtp connection of that name");
  }

  @Test
  void mistakesInABundleAreNamedAllAtOnce() {
    var answer =
        api.post(
                "/manifests?publish=true",
                "application/yaml",
                """
                apiVersion: sequitur.dev/v1
                kind: Channel
                metadata: { name: bad }
                spec: { email: { connection: mail, to: [nobody] } }
                ---
                apiVersion: sequitur.dev/v1
                kind: NotificationTemplate
                metadata: { name: bad }
                spec: { channel: slack, text: "{#if count}" }
                ---
                apiVersion: sequitur.dev/v1
                kind: Subscription
                metadata: { name: bad }
                spec: { on: { rules: ["*"], outcomes: [RECOVERED] }, to: { channels: [ops] } }
                """)
            .expect(422)
            .json();
    assertThat(answer.path("errors").findValuesAsText("code"))
        .contains("INVALID_ADDRESS", "TEMPLATE_SYNTAX", "NOTHING_TO_RECOVER_FROM");
  }

  private static String principal(JsonNode delivery) {
    var title = delivery.path("title").asText();
    return title.substring(title.lastIndexOf(" by ") + 4);
  }

  private String fire() {
    return api.post("/triggers/" + name + "/firings", "application/json", "{}")
        .expect(202)
        .json()
        .path("eventId")
        .asText();
  }

  private JsonNode runs(String eventId) {
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var state = runsNow(eventId).path(0).path("state").asText();
              return state.equals("FAILED") || state.equals("SUCCEEDED");
            });
    return runsNow(eventId);
  }

  private JsonNode runsNow(String eventId) {
    return api.get("/runs?eventId=" + eventId).expect(200).json().path("items");
  }

  private JsonNode deliveries(String state) {
    return api.get("/deliveries?rule=" + name + "&state=" + state).expect(200).json().path("items");
  }

  private List<MimeMessage> mails() {
    return Arrays.stream(MAIL.getReceivedMessages())
        .filter(mail -> to(mail).contains(name + "@example.com"))
        .toList();
  }

  private List<String> subjects() {
    var subjects = new ArrayList<String>();
    for (var mail : mails()) {
      try {
        subjects.add(mail.getSubject());
      } catch (jakarta.mail.MessagingException e) {
        throw new AssertionError(e);
      }
    }
    return subjects;
  }

  private static String to(MimeMessage mail) {
    try {
      return Arrays.toString(mail.getAllRecipients());
    } catch (jakarta.mail.MessagingException e) {
      throw new AssertionError(e);
    }
  }

  /** Says all messages' commands again, as an outbox does whose process was killed. */
  private void askTwice() throws Exception {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker);
    var copies = commands().stream().filter(record -> text(record).contains(name)).toList();
    assertThat(copies).hasSizeGreaterThanOrEqualTo(3); // The rule's own, and two messages.
    try (var producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      for (var record : copies) {
        producer
            .send(
                new ProducerRecord<>(
                    record.topic(), null, record.key(), record.value(), record.headers()))
            .get();
      }
    }
  }

  private List<ConsumerRecord<byte[], byte[]>> commands() {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker);
    var all = new ArrayList<ConsumerRecord<byte[], byte[]>>();
    try (var consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var partitions = partitions(consumer);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      var ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(p -> consumer.position(p) < ends.getOrDefault(p, 0L))) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
      }
    }
    return all;
  }

  private static List<TopicPartition> partitions(KafkaConsumer<byte[], byte[]> consumer) {
    return consumer.partitionsFor(Topics.COMMANDS.name()).stream()
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .toList();
  }

  private static String text(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.value(), StandardCharsets.UTF_8);
  }

  /** Returns when the executor has taken in all commands that there are now. */
  private void awaitHeard() {
    Map<String, Object> settings = Map.of("bootstrap.servers", broker);
    try (var admin = Admin.create(settings);
        var consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      var ends = consumer.endOffsets(partitions(consumer));
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                var heard =
                    admin
                        .listConsumerGroupOffsets("executor")
                        .partitionsToOffsetAndMetadata()
                        .get();
                return ends.entrySet().stream()
                    .allMatch(
                        end ->
                            end.getValue() == 0
                                || heard.get(end.getKey()) != null
                                    && heard.get(end.getKey()).offset() >= end.getValue());
              });
    }
  }

  private static String channel(String name) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Channel
        metadata: { name: %1$s }
        spec:
          email: { connection: %1$s, to: [ %1$s@example.com ] }
        """
        .formatted(name);
  }

  private String automation() {
    return channel(name)
        + """
        ---
        apiVersion: sequitur.dev/v1
        kind: Connection
        metadata: { name: %1$s }
        spec: { type: smtp, host: 127.0.0.1, port: %2$d, security: none, from: sequitur@example.com }
        ---
        apiVersion: sequitur.dev/v1
        kind: Channel
        metadata: { name: %1$s-hook }
        spec:
          webhook: { url: "http://127.0.0.1:%3$d/%1$s", secret: { secret: %1$s } }
        ---
        apiVersion: sequitur.dev/v1
        kind: Subscription
        metadata: { name: %1$s }
        spec:
          on: { rules: [ %1$s ], outcomes: [ FAILED, DEAD, RECOVERED ] }
          to: { channels: [ %1$s, %1$s-hook ] }
        ---
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          manual: {}
          event: { type: com.example.%1$s }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%4$s", body: {} }
        """
            .formatted(
                name,
                MAIL.getSmtp().getPort(),
                HOOKS.server.getAddress().getPort(),
                target.url("/" + name));
  }
}
