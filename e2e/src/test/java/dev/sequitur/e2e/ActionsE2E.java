package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import dev.sequitur.local.platform.LocalPlatform;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each kind of action from an event to a real target and back into the run that people see. Kafka
 * is in {@link TopicsE2E}, HTTP in {@link OnePathE2E}.
 */
@ExtendWith(SharedRig.class)
class ActionsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final byte[] KEY =
      "a signing key of thirty-two bytes".getBytes(StandardCharsets.UTF_8);

  private final Api api;
  private final LocalPlatform platform;
  private final RecordingTarget target;
  private String name = "";

  ActionsE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.platform = rig.platform();
    this.target = target;
  }

  @BeforeEach
  void ownNames() {
    name = "a" + UUID.randomUUID().toString().substring(0, 8);
  }

  @AfterEach
  void archive() {
    for (var kind : java.util.List.of("triggers", "rules", "connections")) {
      api.delete("/" + kind + "/" + name);
    }
    api.delete("/rules/" + name + "-next");
  }

  @Test
  void slackGetsOneMessageWithItsBlocks() {
    secret(target.url("/" + name));
    automate(SLACK.formatted(name));
    var run = ended(fire("{\"id\":\"o-1\"}"));

    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(target.calls("/" + name))
        .singleElement()
        .satisfies(
            call ->
                assertThat(call.body())
                    .isEqualTo(
                        "{\"text\":\"Order o-1 is late\",\"blocks\":[{\"type\":\"section\","
                            + "\"text\":{\"type\":\"mrkdwn\",\"text\":\"*o-1*\"}}]}"));
  }

  @Test
  void whatSlackRefusesFailsAndDoesNotShowTheUrl() {
    secret(target.url("/" + name + "-secret"));
    target.answer("/" + name + "-secret", 404);
    automate(SLACK.formatted(name));
    var run = ended(fire("{\"id\":\"o-1\"}"));

    assertThat(run.path("state").asText()).isEqualTo("FAILED");
    var letters = api.get("/dead-letters?ruleName=" + name).expect(200).body();
    assertThat(letters).contains(run.path("runId").asText());
    assertThat(letters + run).doesNotContain(name + "-secret");
  }

  @Test
  void urlOfSlackMustBeASecret() {
    var answer =
        api.post(
                "/rules/validate",
                "application/yaml",
                rule(SLACK.formatted(name).replace("{ secret: " + name + " }", "https://a.b/c")))
            .expect(200)
            .json();
    assertThat(answer.path("errors").findValuesAsText("pointer"))
        .containsExactly("/spec/then/0/with/url");
  }

  @Test
  void webhookIsSignedOverWhatWasSent() throws Exception {
    secret("whsec_" + Base64.getEncoder().encodeToString(KEY));
    automate(
        """
            - id: tell
              uses: webhook.send@1
              with:
                url: "%s"
                secret: { secret: %s }
                body: { type: order.paid, data: "${data}" }
        """
            .formatted(target.url("/" + name), name));
    var run = ended(fire("{\"id\":\"o-1\"}"));

    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    var call = target.calls("/" + name).getFirst();
    assertThat(call.body()).isEqualTo("{\"type\":\"order.paid\",\"data\":{\"id\":\"o-1\"}}");
    assertThat(call.header("webhook-id")).isEqualTo(command(run));
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    var signed = command(run) + "." + call.header("webhook-timestamp") + "." + call.body();
    var code = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
    assertThat(call.header("webhook-signature"))
        .isEqualTo("v1," + Base64.getEncoder().encodeToString(code));
  }

  @Test
  void mailArrivesUnderTheCommandsMessageId() throws Exception {
    var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    mail.start();
    try {
      api.publish(
          """
          apiVersion: sequitur.dev/v1
          kind: Connection
          metadata: { name: %s }
          spec: { type: smtp, host: 127.0.0.1, port: %d, security: none, from: shop@example.com }
          """
              .formatted(name, mail.getSmtp().getPort()));
      automate(
          """
              - id: tell
                uses: email.send@1
                with:
                  connection: %s
                  to: [ "${data.to}" ]
                  subject: "Your order ${data.id}"
                  text: It is on its way.
          """
              .formatted(name));
      var run = ended(fire("{\"id\":\"o-1\",\"to\":\"anna@example.com\"}"));

      assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
      assertThat(mail.getReceivedMessages()).hasSize(1);
      var message = mail.getReceivedMessages()[0];
      assertThat(message.getSubject()).isEqualTo("Your order o-1");
      assertThat(message.getMessageID()).isEqualTo("<" + command(run) + "@sequitur>");
      assertThat(message.getAllRecipients()[0]).hasToString("anna@example.com");
      assertThat(GreenMailUtil.getBody(message)).contains("It is on its way.");
    } finally {
      mail.stop();
    }
  }

  @Test
  void rowsAreWrittenOnceAndRead() throws SQLException {
    ownSchema();
    automate(
        """
            - id: write
              uses: sql.execute@1
              with:
                connection: %1$s
                sql: "INSERT INTO orders (id, total) VALUES (:id, :total)"
                params: { id: "${data.id}", total: "${data.total}" }
            - id: read
              uses: sql.query@1
              with:
                connection: %1$s
                sql: "SELECT total FROM prices WHERE article = :article"
                params: { article: "${data.article}" }
        """
            .formatted(name));
    var run = ended(fire("{\"id\":\"o-1\",\"total\":12,\"article\":\"pen\"}"));

    assertThat(run.path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(outputs(run, "sql.execute@1").path("changed").asInt()).isEqualTo(1);
    assertThat(outputs(run, "sql.query@1").toString()).contains("\"rows\":[{\"total\":3}]");
    try (var connection = platform.database().connect();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT id, total FROM " + name + ".orders")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getString(1) + " " + rows.getInt(2)).isEqualTo("o-1 12");
      assertThat(rows.next()).isFalse();
    }
  }

  @Test
  void emittedEventStartsTheRulesThatAskForIt() {
    automate(
        """
            - id: tell
              uses: emit@1
              with: { type: com.example.%1$s.next, key: "${data.id}", data: { of: "${data.id}" } }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s-next }
        spec:
          on: [com.example.%1$s.next]
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%2$s", body: { of: "${data.of}", hops: "${event.hops}" } }
        """
            .formatted(name, target.url("/" + name)));
    var run = ended(fire("{\"id\":\"o-1\"}"));

    var emitted = outputs(run, "emit@1").path("eventId").asText();
    assertThat(ended(emitted).path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(target.calls("/" + name))
        .singleElement()
        .satisfies(call -> assertThat(call.body()).isEqualTo("{\"of\":\"o-1\",\"hops\":1}"));
  }

  @Test
  void lineStandsInTheExecutorsLog() throws IOException {
    automate(
        """
            - { id: note, uses: log.write@1, with: { message: "order ${data.id} of %s", level: warn } }
        """
            .formatted(name));
    assertThat(ended(fire("{\"id\":\"o-1\"}")).path("state").asText()).isEqualTo("SUCCEEDED");
    assertThat(Files.readString(platform.log("executor-service"))).contains("order o-1 of " + name);
  }

  private static final String SLACK =
      """
          - id: tell
            uses: slack.post@1
            with:
              url: { secret: %s }
              text: "Order ${data.id} is late"
              blocks: [ { type: section, text: { type: mrkdwn, text: "*${data.id}*" } } ]
      """;

  private void secret(String value) {
    api.put("/secrets/" + name, "application/json", "{\"value\":\"" + value + "\"}").expect(204);
  }

  private void automate(String items) {
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          manual: {}
          event: { type: com.example.%1$s, data: "${body}" }
        ---
        """
                .formatted(name)
            + rule(items));
  }

  private String rule(String items) {
    return """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [com.example.%1$s]
          then:
        """
            .formatted(name)
        + items;
  }

  private String fire(String body) {
    return api.post("/triggers/" + name + "/firings", "application/json", body)
        .expect(202)
        .json()
        .path("eventId")
        .asText();
  }

  /** The one run of an event, once it has ended, with its actions. */
  private JsonNode ended(String eventId) {
    var path = "/runs?eventId=" + eventId;
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              var runs = api.get(path).expect(200).json().path("items");
              return runs.size() == 1 && !runs.at("/0/state").asText().equals("RUNNING");
            });
    var id = api.get(path).json().at("/items/0/runId").asText();
    return api.get("/runs/" + id).expect(200).json();
  }

  private static String command(JsonNode run) {
    return run.at("/actions/0/commandId").asText();
  }

  private static JsonNode outputs(JsonNode run, String uses) {
    for (var action : run.path("actions")) {
      if (action.path("uses").asText().equals(uses)) {
        return action.path("output");
      }
    }
    throw new AssertionError("no " + uses + " in " + run);
  }

  /** A schema with its own role, as somebody else's database has it. */
  private void ownSchema() throws SQLException {
    try (var connection = platform.database().connect();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE ROLE %1$s LOGIN PASSWORD '%1$s';
          GRANT CONNECT ON DATABASE sequitur TO %1$s;
          CREATE SCHEMA %1$s AUTHORIZATION %1$s;
          ALTER ROLE %1$s SET search_path = %1$s;
          CREATE TABLE %1$s.orders (id text NOT NULL, total int NOT NULL);
          CREATE TABLE %1$s.prices AS SELECT 'pen' AS article, 3 AS total;
          ALTER TABLE %1$s.orders OWNER TO %1$s;
          ALTER TABLE %1$s.prices OWNER TO %1$s;
          """
              .formatted(name));
    }
    secret(name);
    var address = URI.create(platform.database().url().substring("jdbc:".length()));
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Connection
        metadata: { name: %1$s }
        spec:
          type: postgresql
          host: 127.0.0.1
          port: %2$d
          database: sequitur
          username: %1$s
          password: { secret: %1$s }
          security: plaintext
          createMarkerTable: true
        """
            .formatted(name, address.getPort()));
  }
}
