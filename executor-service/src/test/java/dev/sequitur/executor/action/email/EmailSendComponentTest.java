package dev.sequitur.executor.action.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sequitur.contracts.Attempt.Phase;
import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.executor.Commands;
import dev.sequitur.executor.Heard;
import dev.sequitur.executor.Workspace;
import dev.sequitur.executor.connection.ConnectionType;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** E-mail through a real SMTP server, and through one that misbehaves. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EmailSendComponentTest {

  private static final Workspace HERE = Workspace.DEFAULT;
  private static final ServerSetup PLAIN =
      new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP);
  private static final ServerSetup TLS =
      new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS);
  private static final ServerCertificate SERVER = ServerCertificate.forLocalhost();
  private static final GreenMail MAIL = new GreenMail(new ServerSetup[] {PLAIN, TLS});

  @SuppressWarnings("NullAway.Init") // set before all tests
  private static Heard heard;

  private final String connection = "mail-" + UUID.randomUUID();

  @BeforeAll
  static void connect() {
    SERVER.install();
    MAIL.start();
    heard = new Heard();
  }

  @AfterAll
  static void close() {
    heard.close();
    MAIL.stop();
  }

  @Test
  void aMessageArrivesWithTextHtmlAndAttachmentsAndAStableId() throws Exception {
    plain(MAIL.getSmtp().getPort());
    var to = address();
    var with =
        Map.<String, Object>of(
            "connection",
            connection,
            "to",
            List.of("Anna Grün <" + to + ">"),
            "bcc",
            "hidden-" + to,
            "replyTo",
            "desk@example.com",
            "subject",
            "Bestellung 7 ist spät",
            "text",
            "Hallo Grün",
            "html",
            "<b>Hallo</b>",
            "attachments",
            List.of(
                Map.of("name", "orders.csv", "contentType", "text/csv", "content", "a;b\n"),
                Map.of(
                    "name",
                    "dot.bin",
                    "contentType",
                    "application/octet-stream",
                    "base64",
                    "AAEC")));
    var command = Commands.run().call("email.send@1", with).command();

    var outcome = heard.outcome(command);

    assertThat(outcome.state()).isEqualTo(EffectState.SUCCEEDED);
    var message = received(to).getFirst();
    var id = "<" + command.actions().getFirst().commandId() + "@sequitur>";
    assertThat(message.getMessageID()).isEqualTo(id);
    assertThat(outcome.output()).containsEntry("messageId", id);
    assertThat(message.getSubject()).isEqualTo("Bestellung 7 ist spät");
    assertThat(message.getFrom()[0].toString()).isEqualTo("shop@example.com");
    assertThat(message.getReplyTo()[0].toString()).isEqualTo("desk@example.com");
    assertThat(message.getRecipients(RecipientType.BCC)).isNull();
    var parts = (MimeMultipart) message.getContent();
    assertThat(parts.getCount()).isEqualTo(3);
    assertThat(GreenMailUtil.getBody(parts.getBodyPart(0))).contains("<b>Hallo</b>");
    assertThat(parts.getBodyPart(1).getFileName()).isEqualTo("orders.csv");
    assertThat(parts.getBodyPart(2).getInputStream().readAllBytes()).containsExactly(0, 1, 2);
    // One copy for each mailbox, the hidden one's too.
    assertThat(ids()).filteredOn(id::equals).hasSize(2);
  }

  @Test
  void theSignInGoesOverATrustedConnectionAndAWrongOneIsRefusedInTheServersOwnWords() {
    MAIL.setUser("anna@example.com", "anna", "canary-right");
    HERE.secret(connection, "canary-right");
    HERE.test(tls(SERVER.pem())).then().statusCode(200).body("succeeded", equalTo(true));

    HERE.secret(connection, "canary-wrong");
    HERE.test(tls(SERVER.pem()))
        .then()
        .body("succeeded", equalTo(false))
        .body("detail", containsString("535"))
        .body("detail", not(containsString("canary")));
  }

  @Test
  void aCertificateThatNobodyVouchesForIsNotTrusted() {
    HERE.secret(connection, "canary-right");

    HERE.test(tls(null))
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(false))
        .body("code", equalTo("TLS_FAILED"))
        .body("detail", containsString("PKIX"));
    HERE.test(tls(SERVER.pem()).replace("host: localhost", "host: 127.0.0.1"))
        .then()
        .body("code", equalTo("TLS_FAILED"));
  }

  @Test
  void aTestOfAServerThatAnswersSucceeds() {
    HERE.test(spec(MAIL.getSmtp().getPort()))
        .then()
        .statusCode(200)
        .body("succeeded", equalTo(true))
        .body("detail", containsString("250"));
  }

  @Test
  void aRecipientThatIsRefusedEndsTheRunAndShowsTheReply() {
    try (var server = new OddSmtpServer("RCPT", "550 5.1.1 no such mailbox")) {
      plain(server.port());

      var outcome = heard.outcome(Commands.run().call("email.send@1", hello(connection)).command());

      assertThat(outcome.state()).isEqualTo(EffectState.FAILED);
      assertThat(Heard.failure(outcome).code()).isEqualTo("TARGET_REFUSED");
      assertThat(outcome.attempts().getFirst().status()).isEqualTo(550);
      assertThat(String.valueOf(outcome.output())).contains("no such mailbox");
    }
  }

  @Test
  void aServerThatAsksForPatienceIsAskedAgainWithTheSameId() {
    try (var server = new OddSmtpServer("RCPT", "451 4.7.1 greylisted")) {
      plain(server.port());

      var outcome = heard.outcome(Commands.run().call("email.send@1", hello(connection)).command());

      assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
      assertThat(outcome.attempts()).hasSize(4);
      assertThat(outcome.attempts()).extracting("code").containsOnly("TARGET_BUSY");
    }
  }

  @Test
  void aMessageThatMayHaveBeenTakenIsNotRepeatedUnderAtMostOnce() {
    try (var server = new OddSmtpServer(".", null)) {
      plain(server.port());
      var outcome = heard.outcome(command(Delivery.AT_MOST_ONCE));

      assertThat(outcome.state()).isEqualTo(EffectState.UNKNOWN);
      assertThat(outcome.attempts())
          .singleElement()
          .satisfies(attempt -> assertThat(attempt.phase()).isEqualTo(Phase.WRITTEN));
    }
  }

  @Test
  void aConversationThatEndsBeforeTheMessageIsRepeatedEvenUnderAtMostOnce() {
    try (var server = new OddSmtpServer("MAIL", null)) {
      plain(server.port());
      var outcome = heard.outcome(command(Delivery.AT_MOST_ONCE));

      assertThat(outcome.state()).isEqualTo(EffectState.DEAD);
      assertThat(outcome.attempts()).hasSize(4);
      assertThat(outcome.attempts()).extracting("phase").containsOnly(Phase.CONNECTING);
    }
  }

  @Test
  void aConnectionThatIsNotThereIsSaid() {
    var outcome = heard.outcome(Commands.run().call("email.send@1", hello("nowhere")).command());

    assertThat(Heard.failure(outcome).code()).isEqualTo("CONNECTION_UNAVAILABLE");
  }

  @Test
  void headersCannotBeBrokenOutOf() {
    assertThat(failure(Map.of("subject", "a\r\nBcc: x@example.com"))).contains("/subject:");
    assertThat(failure(Map.of("to", "a@example.com\nBcc: b@example.com"))).contains("/to:");
    assertThat(failure(Map.of("replyTo", List.of("a@example.com, b@example.com"))))
        .contains("/replyTo:");
    assertThat(failure(Map.of("from", "nobody"))).contains("/from:");
    assertThat(
            failure(
                Map.of(
                    "attachments",
                    List.of(
                        Map.of("name", "a\"\r\nX: y", "contentType", "text/csv", "content", "")))))
        .contains("/attachments/0:");
    assertThat(failure(Map.of("to", List.of()))).contains("recipients");
  }

  private static String failure(Map<String, Object> instead) {
    var with = new java.util.HashMap<String, @Nullable Object>(hello("mail"));
    with.putAll(instead);
    var outcome = heard.outcome(Commands.run().call("email.send@1", with).command());
    assertThat(Heard.failure(outcome).code()).isEqualTo("INVALID_ARGUMENTS");
    return Heard.failure(outcome).detail();
  }

  private dev.sequitur.contracts.PerformActions command(Delivery delivery) {
    return Commands.run()
        .call("email.send@1", hello(connection), delivery, Commands.QUICK)
        .command();
  }

  private static Map<String, @Nullable Object> hello(String connection) {
    return Map.of("connection", connection, "to", "b@example.com", "subject", "s", "text", "t");
  }

  private void plain(int port) {
    HERE.connect(connection, ConnectionType.SMTP, spec(port));
  }

  private String tls(@Nullable String ca) {
    return "{type: smtp, host: localhost, port: %d, security: tls, from: a@example.com, username: anna,"
            .formatted(MAIL.getSmtps().getPort())
        + " password: {secret: "
        + connection
        + "}"
        + (ca == null ? "" : ", ca: \"" + ca.replace("\n", "\\n") + "\"")
        + "}";
  }

  private static String spec(int port) {
    return "{type: smtp, host: localhost, port: "
        + port
        + ", security: none, from: shop@example.com}";
  }

  private static String address() {
    return "to-" + UUID.randomUUID() + "@example.com";
  }

  private static List<String> ids() throws MessagingException {
    var ids = new ArrayList<String>();
    for (var message : MAIL.getReceivedMessages()) {
      ids.add(message.getMessageID());
    }
    return ids;
  }

  private static List<MimeMessage> received(String to) {
    return Arrays.asList(MAIL.getReceivedMessagesForDomain(to));
  }
}
