package dev.sequitur.executor.action.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Sink;
import dev.sequitur.executor.Workspace;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Signed webhooks and Slack messages, against a real HTTP target. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class WebhookSendComponentTest {

  private static final Workspace HERE = Workspace.DEFAULT;
  private static final byte[] KEY =
      "0123456789abcdefghijklmnopqrstuv".getBytes(StandardCharsets.UTF_8);
  private static final Sink SINK = new Sink();

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  @BeforeAll
  static void connect() {
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    SINK.close();
  }

  @Test
  void aWebhookIsSignedByItsSecretAndKeepsItsIdOverAttempts() throws Exception {
    HERE.secret("signing", "whsec_" + Base64.getEncoder().encodeToString(KEY));
    SINK.answer("/signed", (exchange, n) -> Sink.respond(exchange, n == 1 ? 503 : 200, ""));
    var command =
        Commands.run()
            .call(
                "webhook.send@1",
                Map.of(
                    "url", SINK.url("/signed"),
                    "secret", Map.of("secret", "signing"),
                    "body", Map.of("type", "order.paid", "data", Map.of("id", 7))))
            .command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    var id = command.actions().getFirst().commandId().toString();
    assertThat(SINK.hits("/signed")).hasSize(2);
    for (var hit : SINK.hits("/signed")) {
      assertThat(hit.header("Webhook-id")).isEqualTo(id);
      assertThat(hit.header("Content-type")).isEqualTo("application/json");
      assertThat(hit.header("Webhook-signature"))
          .isEqualTo("v1," + hmac(id + "." + hit.header("Webhook-timestamp") + "." + hit.body()));
    }
  }

  @Test
  void aSecretThatIsNoSigningKeyIsSaidAndNothingLeaves() {
    HERE.secret("too-short", "abc");
    var command = send("/never", "too-short");

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
    assertThat(Heard.failure(outcome).code()).isEqualTo("SECRET_UNAVAILABLE");
    assertThat(SINK.hits("/never")).isEmpty();
  }

  @Test
  void aMessageGoesToTheSlackWebhookThatIsASecret() {
    var secret = "slack-" + UUID.randomUUID();
    HERE.secret(secret, SINK.url("/services/T0/B0/canary-of-slack"));
    var command =
        Commands.run()
            .call(
                "slack.post@1",
                Map.of(
                    "url", Map.of("secret", secret),
                    "text", "Order 7 is late",
                    "blocks", List.of(Map.of("type", "divider"))))
            .command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    assertThat(SINK.hits("/services/T0/B0/canary-of-slack"))
        .singleElement()
        .satisfies(
            hit ->
                assertThat(hit.body())
                    .isEqualTo(
                        "{\"text\":\"Order 7 is late\",\"blocks\":[{\"type\":\"divider\"}]}"));
    assertThat(outcome.toString()).doesNotContain("canary-of-slack");
  }

  @Test
  void argumentsThatCannotBeAreNamedOneByOne() {
    assertThat(failure("webhook.send@1", Map.of("url", 5, "secret", "plain", "colour", 1)))
        .contains("/url:", "/secret:", "/body:", "does not know");
    assertThat(failure("slack.post@1", Map.of("url", "https://hooks.slack.com/x", "blocks", "b")))
        .contains("/url:", "credential", "/text:", "/blocks:");
  }

  private static String failure(String uses, Map<String, Object> with) {
    var outcome = heard.outcome(Commands.run().call(uses, Map.copyOf(with)).command());
    assertThat(Heard.failure(outcome).code()).isEqualTo("INVALID_ARGUMENTS");
    return Heard.failure(outcome).detail();
  }

  private static dev.sequitur.contracts.PerformActions send(String path, String secret) {
    return Commands.run()
        .call(
            "webhook.send@1",
            Map.of(
                "url", SINK.url(path), "secret", Map.of("secret", secret), "body", Map.of("a", 1)))
        .command();
  }

  private static String hmac(String signed) throws Exception {
    var mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
    return Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(StandardCharsets.UTF_8)));
  }
}
