package dev.sequitur.reporting.report;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.reporting.Impatient;
import dev.sequitur.reporting.Readiness;
import dev.sequitur.reporting.Story;
import dev.sequitur.reporting.Tables;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A report is asked for, made once its range is known, kept, and the same whenever it is fetched.
 */
@QuarkusTest
@TestProfile(Impatient.class)
@QuarkusTestResource(Infrastructure.class)
class ReportComponentTest {

  private static final String MANIFEST =
      """
      apiVersion: sequitur.dev/v1
      kind: ReportDefinition
      metadata: { name: failures }
      spec:
        title: Failures <of> the day
        zone: Europe/Berlin
        parameters: { rule: { default: big-order } }
        sections:
          - statistics: { title: By the hour, by: rule, granularity: hour, name: { parameter: rule } }
          - statistics: { title: Actions, by: action, granularity: day }
          - runs: { title: Failed, state: FAILED, rule: { parameter: rule } }
      """;

  private final TopicProbe probe = TopicProbe.ofTests();
  private final String workspace = "reports-" + UUID.randomUUID();
  private final Instant accepted = Instant.now().minusSeconds(7_200);

  @BeforeEach
  void awaitReady() {
    Readiness.awaitReady();
  }

  @AfterEach
  void close() {
    probe.close();
  }

  @Test
  void madeAgainOverTheSameRangeItIsTheSameBytes() {
    publish();
    tell(1, EffectState.SUCCEEDED);
    tell(2, EffectState.DEAD);
    var first = made(ask());
    // The log goes on, behind the range.
    var later = new Story(workspace, "big-order", 3, Instant.now());
    probe.produce(later.command(1).message(null));
    awaitRow(later);

    var second = made(ask());

    for (var format : List.of("html", "csv")) {
      assertThat(content(second, format)).isEqualTo(content(first, format)).isNotEmpty();
    }
    assertThat(content(first, "html"))
        .contains("<h1>Failures &lt;of&gt; the day</h1>", "<td>FAILED</td>", "step-0");
    assertThat(content(first, "csv"))
        .contains(new Story(workspace, "big-order", 2, accepted).runId().toString());
    var firstView = view(first).extract().jsonPath();
    var secondView = view(second).extract().jsonPath();
    assertThat(secondView.getString("digest")).isEqualTo(firstView.getString("digest"));
    assertThat(positions(secondView.getMap("positions")))
        .isGreaterThan(positions(firstView.getMap("positions")));
    asked("report:read").get("/reports").then().body("items.id", contains(second, first));
    asked("report:read")
        .get("/reports?limit=1")
        .then()
        .body("items.id", contains(second))
        .body("next", is(second));
    asked("report:read")
        .get("/reports?limit=1&after=" + second)
        .then()
        .body("items.id", contains(first));
  }

  @Test
  void whatIsKeptStaysWhenTheRunsAreGone() {
    publish();
    tell(1, EffectState.DEAD);
    var id = made(ask());
    var before = content(id, "html");

    Tables.execute("DELETE FROM runs WHERE workspace = '" + workspace + "'");

    assertThat(content(id, "html")).isEqualTo(before).contains("FAILED");
  }

  @Test
  void wrongDefinitionIsRefusedWithAllItsMistakes() {
    put(MANIFEST.replace("Europe/Berlin", "Mars").replace("granularity: hour", "granularity: week"))
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body(
            "errors.pointer",
            containsInAnyOrder("/spec/zone", "/spec/sections/0/statistics/granularity"));
  }

  @Test
  void wrongRequestIsRefusedWithAllItsMistakes() {
    publish();
    asked("report:write")
        .contentType("application/json")
        .body(
            Map.of(
                "from", "2026-01-02T00:00:00Z",
                "to", "yesterday",
                "parameters", Map.of("colour", "blue", "rule", 7),
                "zone", "UTC"))
        .post("/report-definitions/failures/reports")
        .then()
        .statusCode(422)
        .body("code", is("VALIDATION_FAILED"))
        .body(
            "errors.pointer",
            containsInAnyOrder("/to", "/parameters/colour", "/parameters/rule", "/zone"));
  }

  @Test
  void bodyThatIsNoObjectIsRefused() {
    publish();
    for (var body : List.of("[]", "{", "\"text\"")) {
      asked("report:write")
          .contentType("application/json")
          .body(body)
          .post("/report-definitions/failures/reports")
          .then()
          .statusCode(400)
          .body("code", is("MALFORMED_REQUEST"));
    }
  }

  @Test
  void draftMakesNoReport() {
    put(MANIFEST).statusCode(201);

    asked("report:write")
        .post("/report-definitions/failures/reports")
        .then()
        .statusCode(409)
        .body("code", is("REPORT_NOT_PUBLISHED"));
    asked("report:write").post("/report-definitions/none/reports").then().statusCode(404);
  }

  @Test
  void reportIsNotThereForOthersAndNotForThoseWithoutPermission() {
    publish();
    var id = ask();
    var path = "/api/v1/workspaces/another/reports/" + id;

    given()
        .auth()
        .oauth2(Tokens.of("another", "report:read"))
        .get(path)
        .then()
        .statusCode(404)
        .body("code", is("REPORT_NOT_FOUND"));
    asked("run:read").get("/reports/" + id).then().statusCode(403);
    asked("report:read").post("/report-definitions/failures/reports").then().statusCode(403);
  }

  @Test
  void reportThatStillWaitsSaysNothingYet() {
    publish();
    // A range that is known in the far future only; no request may ask for it.
    var id = ask();
    Tables.execute(
        "UPDATE reports SET state = 'WAITING', data = NULL, range_to = '9000-01-01' WHERE report_id = '"
            + id
            + "'");

    asked("report:read")
        .get("/reports/" + id + "/content")
        .then()
        .statusCode(409)
        .body("code", is("REPORT_NOT_MADE"));
    Tables.execute("DELETE FROM reports WHERE report_id = '" + id + "'");
  }

  private void publish() {
    put(MANIFEST).statusCode(201);
    asked("report:publish").post("/report-definitions/failures/publication").then().statusCode(200);
  }

  private ValidatableResponse put(String manifest) {
    return asked("report:write")
        .contentType("application/yaml")
        .body(manifest.getBytes(StandardCharsets.UTF_8))
        .put("/report-definitions/failures")
        .then();
  }

  private String ask() {
    return asked("report:write")
        .contentType("application/json")
        .body(
            Map.of(
                "from",
                accepted.minusSeconds(60).toString(),
                "to",
                accepted.plusSeconds(3_600).toString()))
        .post("/report-definitions/failures/reports")
        .then()
        .statusCode(202)
        .body("state", is("WAITING"))
        .body("version", is(1))
        .extract()
        .path("id");
  }

  private String made(String id) {
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> view(id).body("state", is("MADE")).body("digest", notNullValue()));
    return id;
  }

  private ValidatableResponse view(String id) {
    return asked("report:read").get("/reports/" + id).then().statusCode(200);
  }

  private String content(String id, String format) {
    return asked("report:read")
        .get("/reports/" + id + "/content?format=" + format)
        .then()
        .statusCode(200)
        .extract()
        .asString();
  }

  private static long positions(Map<String, Integer> positions) {
    return positions.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(Topics.COMMANDS.name()))
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private void tell(int number, EffectState state) {
    var story = new Story(workspace, "big-order", number, accepted);
    probe.produce(story.command(1).message(null));
    probe.produce(story.last(0, 0, state).message(null));
    awaitRow(story);
    await()
        .until(
            () ->
                Tables.query(
                        "SELECT count(*) FROM runs WHERE state <> 'RUNNING' AND decided_at IS NOT NULL"
                            + " AND run_id = '"
                            + story.runId()
                            + "'")
                    .equals(List.of("1")));
  }

  private static void awaitRow(Story story) {
    await()
        .until(
            () ->
                Tables.query("SELECT count(*) FROM runs WHERE run_id = '" + story.runId() + "'")
                    .equals(List.of("1")));
  }

  private RequestSpecification asked(String permission) {
    return given()
        .basePath("/api/v1/workspaces/" + workspace)
        .auth()
        .oauth2(Tokens.of(workspace, permission));
  }
}
