package dev.sequitur.reporting.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Topic;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.reporting.Impatient;
import dev.sequitur.reporting.Readiness;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.Tables;
import dev.sequitur.reporting.projection.EventChange;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Reports that events have made, in all formats, each once, and what follows of it. */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(Infrastructure.class)
class ScheduledReportComponentTest {

  private static final String MANIFEST =
      """
      apiVersion: sequitur.dev/v1
      kind: ReportDefinition
      metadata: { name: nightly, labels: { team: ops } }
      spec:
        title: "Night ==1 <b>"
        sections:
          - statistics: { title: By day, by: rule, chart: bar }
          - runs: { title: Runs }
        on: [com.example.midnight]
      """;
  private static final String DELIVERY =
      """
        delivery: { to: [ops@example.com], connection: mail, format: pdf, unlessEmpty: %s }
      """;

  @Inject Occasions occasions;
  @Inject PathDatabase database;
  @Inject MeterRegistry registry;

  private final TopicProbe probe = TopicProbe.ofTests();
  private final String workspace = "scheduled-" + UUID.randomUUID();
  private final Instant yesterday =
      LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)
          .minusDays(1)
          .atTime(12, 0)
          .toInstant(ZoneOffset.UTC);

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void eventHasItsReportMadeOnceAndSentOnceInAMail() throws IOException {
    publish(MANIFEST + DELIVERY.formatted(true));
    tell(EffectState.DEAD);
    var event = fire(Instant.now(), 0);
    probe.produce(event.message());

    var report = made(event);
    probe.produce(event.message());
    fireAndAwait(UUID.randomUUID());

    assertThat(report.getString("from")).isEqualTo(day(-1).toString());
    assertThat(report.getString("to")).isEqualTo(day(0).toString());
    assertThat(report.getString("requestedBy")).isEqualTo("event/" + event.id());
    assertThat(report.getString("delivery.state")).isEqualTo("ORDERED");
    assertThat(reports(event)).hasSize(1);
    var commands = commands(event.id());
    assertThat(commands).hasSize(1);
    var command = commands.getFirst();
    assertThat(command.runId().toString()).isEqualTo(report.getString("delivery.runId"));
    assertThat(command.starter().kind()).isEqualTo("ReportDefinition");
    assertThat(command.starter().labels()).containsEntry("team", "ops");
    assertThat(command.decidedAt()).isEqualTo(command.event().acceptedAt());
    var call = command.actions().getFirst();
    assertThat(call.uses()).isEqualTo("email.send@1");
    assertThat(call.with())
        .containsEntry("connection", "mail")
        .containsEntry("to", List.of("ops@example.com"));
    var attachment = Wire.json().valueToTree(call.with()).path("attachments").path(0);
    assertThat(attachment.path("name").asText()).isEqualTo("nightly.pdf");
    assertThat(attachment.path("contentType").asText()).isEqualTo("application/pdf");
    var content = Base64.getDecoder().decode(attachment.path("base64").asText());
    assertThat(content).isEqualTo(content(report.getString("id"), "pdf"));
    try (var document = Loader.loadPDF(content)) {
      assertThat(new PDFTextStripper().getText(document)).contains("Night ==1 <b>", "big-order");
    }
  }

  @Test
  void thatAReportIsMadeIsAnEventOnceWithWhatLiesBehindIt() {
    publish(MANIFEST);
    var event = fire(Instant.now(), 3);
    var report = made(event);

    var said = said("dev.sequitur.report.made", report.getString("id"));
    assertThat(said).hasSize(1);
    var made = said.getFirst();
    assertThat(made.workspace()).isEqualTo(workspace);
    assertThat(made.source()).isEqualTo("/ReportDefinition/nightly");
    assertThat(made.hops()).isEqualTo(4);
    assertThat(data(made).path("report").asText()).isEqualTo("nightly");
    assertThat(data(made).path("digest").asText()).isEqualTo(report.getString("digest"));
    assertThat(data(made).path("rows").asInt()).isZero();
    assertThat(data(made).path("link").asText())
        .isEqualTo("/api/v1/workspaces/" + workspace + "/reports/" + report.getString("id"));
    assertThat(report.<@Nullable Object>get("delivery")).isNull();
  }

  @Test
  void rangeFollowsFromTheEventsOwnTimeUnlessThatLiesInTheFuture() {
    publish(MANIFEST);
    var late = made(fire(Instant.parse("2026-11-02T00:00:00Z"), 0));
    var future = made(fire(Instant.now().plus(Duration.ofDays(900)), 0));

    assertThat(late.getString("from")).isEqualTo("2026-11-01T00:00:00Z");
    assertThat(late.getString("to")).isEqualTo("2026-11-02T00:00:00Z");
    assertThat(future.getString("to")).isEqualTo(day(0).toString());
  }

  @Test
  void emptyReportIsNotSentIfItNeedNotBe() {
    publish(MANIFEST + DELIVERY.formatted(true));
    var event = fire(Instant.now(), 0);
    var report = made(event);

    assertThat(report.getString("delivery.state")).isEqualTo("EMPTY");
    assertThat(report.getString("delivery.runId")).isNull();
    assertThat(commands(event.id())).isEmpty();
  }

  @Test
  void circleOfEventsEndsInAFailureThatIsSeen() {
    publish(MANIFEST);
    var event = fire(Instant.now(), 16);
    await().atMost(Duration.ofSeconds(20)).until(() -> reports(event).size() == 1);

    var report = reports(event).getFirst();
    assertThat(report.get("state")).isEqualTo("FAILED");
    assertThat(String.valueOf(report.get("failure"))).contains("16 events");
  }

  @Test
  void whatCannotBeMadeIsTriedAgainThenFailedAndSaidSo() {
    publish(MANIFEST);
    var event = fire(Instant.now(), 0);
    var id = made(event).getString("id");
    // As if it had failed twice, and what it is made of could not be read.
    Tables.execute(
        "UPDATE reports SET state = 'WAITING', data = NULL, attempts = 2, spec = '{\"title\": 7}'"
            + " WHERE report_id = '"
            + id
            + "'");

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> "FAILED".equals(view(id).getString("state")));
    assertThat(view(id).getInt("attempts")).isEqualTo(3);
    await().until(() -> said("dev.sequitur.report.failed", id).size() == 1);
    assertThat(data(said("dev.sequitur.report.failed", id).getFirst()).path("failure").asText())
        .isEqualTo("its definition cannot be read");
  }

  @Test
  void whatCannotBeReadHoldsNoOtherUpAndIsTriedAgain() {
    publish(MANIFEST);
    var id = made(fire(Instant.now(), 0)).getString("id");
    Tables.execute(
        "UPDATE reports SET state = 'WAITING', data = NULL, spec = '[1]'"
            + " WHERE report_id = '"
            + id
            + "'");
    made(fire(Instant.now(), 0));

    assertThat(
            Tables.query(
                "SELECT state || attempts || failure || (retry_at > now()) FROM reports"
                    + " WHERE report_id = '"
                    + id
                    + "'"))
        .containsExactly("WAITING1it is tried againtrue");
    Tables.execute("DELETE FROM reports WHERE report_id = '" + id + "'");
  }

  @Test
  void floodOfEventsIsBoundedAndWhatIsNotMadeIsCounted() {
    publish(MANIFEST);
    var refused = registry.counter("sequitur.reporting.reports.refused");
    var before = refused.count();
    var flood = IntStream.range(0, 30).mapToObj(_ -> change()).toList();

    database.run(transaction -> occasions.heard(transaction.connection(), flood));
    database.run(transaction -> occasions.heard(transaction.connection(), flood));

    assertThat(count()).isEqualTo(20);
    assertThat(refused.count() - before).isEqualTo(20);
    for (int i = 0; i < 5; i++) {
      var more = IntStream.range(0, 20).mapToObj(_ -> change()).toList();
      database.run(transaction -> occasions.heard(transaction.connection(), more));
    }
    assertThat(count()).isEqualTo(120);
    Tables.execute("DELETE FROM reports WHERE workspace = '" + workspace + "'");
  }

  private EventChange change() {
    return new EventChange(
        UUID.randomUUID(),
        workspace,
        0,
        0,
        Instant.now(),
        "com.example.midnight",
        "/clock",
        null,
        null,
        Ids.NO_TRIGGER,
        0,
        null,
        0,
        1);
  }

  @Test
  void madeReportIsFetchedInEachFormat() throws IOException {
    publish(MANIFEST);
    tell(EffectState.SUCCEEDED);
    var id = made(fire(Instant.now(), 0)).getString("id");

    for (var format : List.of("html", "csv", "xlsx", "pdf")) {
      var response =
          asked("report:read").get("/reports/" + id + "/content?format=" + format).then();
      response
          .statusCode(200)
          .header("Content-Disposition", "attachment; filename=\"nightly." + format + "\"");
      assertThat(content(id, format)).isEqualTo(content(id, format)).isNotEmpty();
    }
    asked("report:read")
        .get("/reports/" + id + "/content?format=pdf")
        .then()
        .contentType("application/pdf");
    assertThat(new String(content(id, "html"), StandardCharsets.UTF_8))
        .contains("<svg role=\"img\"", "Night ==1 &lt;b&gt;");
    try (var book = new XSSFWorkbook(new java.io.ByteArrayInputStream(content(id, "xlsx")))) {
      assertThat(book.getSheet("By day").getRow(1).getCell(5).getNumericCellValue()).isEqualTo(1);
    }
  }

  @Test
  void formatThatIsNotKnownIsRefused() {
    publish(MANIFEST);
    var id = made(fire(Instant.now(), 0)).getString("id");

    asked("report:read")
        .get("/reports/" + id + "/content?format=docx")
        .then()
        .statusCode(400)
        .body("code", is("INVALID_PARAMETER"));
  }

  @Test
  void reportWithTooManyRowsForPdfIsRefusedAndOffersOthers() {
    publish(MANIFEST);
    var id = made(fire(Instant.now(), 0)).getString("id");
    Tables.execute(
        "UPDATE reports SET data = jsonb_set(data::jsonb, '{tables,1,rows}', (SELECT jsonb_agg("
            + "jsonb_build_array('', '', 'r', '', '', '', '')) FROM generate_series(1, 20001)))"
            + "::text WHERE report_id = '"
            + id
            + "'");

    asked("report:read")
        .get("/reports/" + id + "/content?format=pdf")
        .then()
        .statusCode(422)
        .body("code", is("REPORT_TOO_LARGE"));
    assertThat(content(id, "xlsx")).isNotEmpty();
  }

  @Test
  void wrongOccasionAndDeliveryAreRefusedAllAtOnce() {
    var wrong =
        MANIFEST.replace("com.example.midnight", "dev.sequitur.report.made")
            + DELIVERY.formatted("maybe").replace("ops@example.com", "nobody");
    asked("report:write")
        .contentType("application/yaml")
        .body(wrong.getBytes(StandardCharsets.UTF_8))
        .put("/report-definitions/nightly")
        .then()
        .statusCode(422)
        .body(
            "errors.pointer",
            containsInAnyOrder("/spec/on/0", "/spec/delivery/to/0", "/spec/delivery/unlessEmpty"));
  }

  @Test
  void reportThatSomebodyAskedForIsNotSent() {
    publish(MANIFEST + DELIVERY.formatted(false));
    var id =
        asked("report:write")
            .post("/report-definitions/nightly/reports")
            .then()
            .statusCode(202)
            .body("cause", nullValue())
            .extract()
            .<String>path("id");
    await().atMost(Duration.ofSeconds(20)).until(() -> "MADE".equals(view(id).getString("state")));

    assertThat(view(id).<@Nullable Object>get("delivery")).isNull();
    assertThat(said("dev.sequitur.report.made", id)).isEmpty();
  }

  private Instant day(int after) {
    return LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC)
        .plusDays(after)
        .atStartOfDay()
        .toInstant(ZoneOffset.UTC);
  }

  /** Publishes the definition, and waits until it is in force. */
  private void publish(String manifest) {
    asked("report:write")
        .contentType("application/yaml")
        .body(manifest.getBytes(StandardCharsets.UTF_8))
        .put("/report-definitions/nightly")
        .then()
        .statusCode(201);
    var from =
        asked("report:publish")
            .post("/report-definitions/nightly/publication")
            .then()
            .statusCode(200)
            .extract()
            .<String>path("status.effectiveFrom");
    await().until(() -> Instant.now().isAfter(Instant.parse(from)));
  }

  private AcceptedEvent fire(Instant time, int hops) {
    var event = event(time, hops, UUID.randomUUID());
    probe.produce(event.message());
    return event;
  }

  private void fireAndAwait(UUID id) {
    var event = event(Instant.now(), 0, id);
    probe.produce(event.message());
    made(event);
  }

  private AcceptedEvent event(Instant time, int hops, UUID id) {
    return new AcceptedEvent(
        id,
        workspace,
        "com.example.midnight",
        "/clock",
        null,
        "one-partition",
        time,
        Ids.NO_TRIGGER,
        0,
        hops,
        "{}".getBytes(StandardCharsets.UTF_8),
        null);
  }

  private int count() {
    return Integer.parseInt(
        Tables.query("SELECT count(*) FROM reports WHERE workspace = '" + workspace + "'")
            .getFirst());
  }

  private void tell(EffectState state) {
    var story = new Story(workspace, "big-order", 1, yesterday);
    probe.produce(story.command(1).message(null));
    probe.produce(story.last(0, 0, state).message(null));
    await()
        .until(
            () ->
                Tables.query(
                            "SELECT 1 FROM runs WHERE state <> 'RUNNING' AND decided_at IS NOT NULL"
                                + " AND run_id = '"
                                + story.runId()
                                + "'")
                        .size()
                    == 1);
  }

  private JsonPath made(AcceptedEvent event) {
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () ->
                reports(event).size() == 1
                    && "MADE".equals(reports(event).getFirst().get("state")));
    return view(String.valueOf(reports(event).getFirst().get("id")));
  }

  private List<Map<String, Object>> reports(AcceptedEvent event) {
    return asked("report:read")
        .get("/reports?limit=200")
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getList("items.findAll { it.cause?.eventId == '" + event.id() + "' }");
  }

  private JsonPath view(String id) {
    return asked("report:read").get("/reports/" + id).then().statusCode(200).extract().jsonPath();
  }

  private byte[] content(String id, String format) {
    return asked("report:read")
        .get("/reports/" + id + "/content?format=" + format)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  private List<PerformActions> commands(UUID event) {
    return of(Topics.COMMANDS)
        .filter(record -> TopicProbe.header(record, Headers.TYPE).equals(PerformActions.TYPE))
        .map(record -> Wire.read(record.value(), PerformActions.class))
        .filter(command -> command.event().id().equals(event))
        .toList();
  }

  private List<AcceptedEvent> said(String type, String report) {
    return of(Topics.EVENTS)
        .map(record -> AcceptedEvent.read(headers(record), record.value()))
        .filter(event -> event.type().equals(type))
        .filter(event -> data(event).path("id").asText().equals(report))
        .toList();
  }

  private java.util.stream.Stream<ConsumerRecord<byte[], byte[]>> of(Topic topic) {
    return probe.all(topic).stream()
        .filter(record -> workspace.equals(TopicProbe.header(record, Headers.WORKSPACE)));
  }

  private static Map<String, String> headers(ConsumerRecord<byte[], byte[]> record) {
    var headers = new java.util.HashMap<String, String>();
    record
        .headers()
        .forEach(h -> headers.put(h.key(), new String(h.value(), StandardCharsets.UTF_8)));
    return headers;
  }

  private static JsonNode data(AcceptedEvent event) {
    return Wire.read(event.data(), JsonNode.class);
  }

  private RequestSpecification asked(String permission) {
    return given()
        .basePath("/api/v1/workspaces/" + workspace)
        .auth()
        .oauth2(Tokens.of(workspace, permission));
  }
}
