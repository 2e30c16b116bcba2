package dev.sequitur.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.sequitur.e2e.rig.Api;
import dev.sequitur.e2e.rig.Rig;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** From an event, by a report, to a mail with the document and to a rule that hears of it. */
@ExtendWith(SharedRig.class)
class ReportsE2E {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final GreenMail mail =
      new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
  private final Api api;
  private final RecordingTarget target;
  private final String name = "r" + UUID.randomUUID().toString().substring(0, 8);

  ReportsE2E(Rig rig, RecordingTarget target) {
    this.api = rig.api();
    this.target = target;
  }

  @BeforeEach
  void start() {
    mail.start();
  }

  @AfterEach
  void stop() {
    mail.stop();
    api.delete("/report-definitions/" + name);
    api.delete("/triggers/" + name);
  }

  @Test
  void firedTriggerHasAReportMadeWhichIsMailedAndHeardOfOnce() throws Exception {
    automate();
    var path = "/api/v1/workspaces/default/triggers/" + name + "/firings";
    var headers = Map.of("Content-Type", "application/json", "Idempotency-Key", name);
    var eventId = api.send("POST", path, "{}", headers).expect(202).json().path("eventId").asText();
    api.send("POST", path, "{}", headers).expect(202);

    await().atMost(PATIENCE).until(() -> mail.getReceivedMessages().length == 1);
    var message = mail.getReceivedMessages()[0];
    assertThat(message.getSubject()).startsWith("Night of " + name);
    var attached = ((MimeMultipart) message.getContent()).getBodyPart(1);
    assertThat(attached.getFileName()).isEqualTo(name + ".pdf");
    var document = attached.getInputStream().readAllBytes();
    assertThat(new String(document, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");

    var report = report(eventId);
    assertThat(report.path("state").asText()).isEqualTo("MADE");
    var run = report.path("delivery").path("runId").asText();
    await()
        .atMost(PATIENCE)
        .until(() -> "SUCCEEDED".equals(api.get("/runs/" + run).json().path("state").asText()));
    await().atMost(PATIENCE).until(() -> target.calls("/" + name).size() == 1);
    assertThat(target.calls("/" + name).getFirst().body())
        .isEqualTo("{\"report\":\"" + report.path("id").asText() + "\"}");
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  private JsonNode report(String eventId) {
    for (var report : api.get("/reports?limit=100").expect(200).json().path("items")) {
      if (report.path("cause").path("eventId").asText().equals(eventId)) {
        return report;
      }
    }
    throw new AssertionError("no report of event " + eventId);
  }

  private void automate() {
    api.publish(
        """
        apiVersion: sequitur.dev/v1
        kind: Connection
        metadata: { name: %1$s }
        spec: { type: smtp, host: 127.0.0.1, port: %2$d, security: none, from: reports@example.com }
        ---
        apiVersion: sequitur.dev/v1
        kind: Trigger
        metadata: { name: %1$s }
        spec:
          manual: {}
          event: { type: com.example.%1$s }
        ---
        apiVersion: sequitur.dev/v1
        kind: ReportDefinition
        metadata: { name: %1$s }
        spec:
          title: Night of %1$s
          sections:
            - statistics: { by: rule, chart: line }
          on: [com.example.%1$s]
          delivery: { to: [ops@example.com], connection: %1$s, format: pdf }
        ---
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %1$s }
        spec:
          on: [dev.sequitur.report.made]
          when: data.report == "%1$s"
          then:
            - id: tell
              uses: http.request@1
              with: { method: POST, url: "%3$s", body: { report: "${data.id}" } }
        """
            .formatted(name, mail.getSmtp().getPort(), target.url("/" + name)));
  }
}
