package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.sequitur.contracts.PerformActions;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.Tokens;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Rules tried on what is on the real log, beside live matching of the same events. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class BacktestComponentTest extends WithScenario {

  @Test
  void aBacktestDecidesWhatLiveDecidedIdsAndBodiesAlike() throws JsonProcessingException {
    var name = scenario.name("same");
    Scenario.publishCondition(scenario.name("vip"), "data.n % 7 == 0");
    scenario.inForce(
        name,
        "data.n > 10 && !condition('" + scenario.name("vip") + "')",
        "${data.n} of ${event.key}");
    for (int n = 0; n < 60; n++) {
      var event = scenario.accepted("key-" + n % 5, "{\"n\":" + (n % 9 == 0 ? "\"x\"" : n) + "}");
      if (n % 4 == 0) {
        scenario.accept(event);
      }
    }
    var last = scenario.accepted("key-0", "{\"n\":1000}");
    scenario.awaitCommand(last);
    await().until(() -> scenario.commands().size() >= expectedMatches());

    var id = finished(name, Map.of("version", 1, "show", 1000));

    var live = new TreeMap<UUID, JsonNode>();
    for (PerformActions command : scenario.commands()) {
      live.put(command.runId(), json(Wire.write(command.actions())));
    }
    var tried = new TreeMap<UUID, JsonNode>();
    var events = Wire.json().readTree(events(name, id, "matched").extract().asString());
    events
        .path("items")
        .forEach(
            item -> tried.put(UUID.fromString(item.path("run").asText()), item.path("actions")));
    assertThat(tried).isNotEmpty().isEqualTo(live);
    get(name, id)
        .body("state", is("SUCCEEDED"))
        .body("result.counts.matched", is(live.size()))
        .body("result.events.repeated", is(15))
        .body("result.counts.codes.EXPRESSION_TYPE", is(7));
  }

  /** 11 to 59 without multiples of 7 and of 9, and the last one. */
  private static int expectedMatches() {
    int matches = 1;
    for (int n = 11; n < 60; n++) {
      matches += n % 7 != 0 && n % 9 != 0 ? 1 : 0;
    }
    return matches;
  }

  @Test
  void twoVersionsShowWhatComesAndWhatGoes() {
    var name = scenario.name("two");
    scenario.inForce(name, "data.n >= 10", "old");
    for (int n = 0; n < 30; n++) {
      scenario.accepted(
          "k", "{\"n\":" + n + ",\"tier\":\"" + (n % 2 == 0 ? "gold" : "tin") + "\"}");
    }
    Scenario.put(
        name, Scenario.manifest(name, scenario.type, "data.n >= 5 && data.tier == 'gold'", "old"));

    var id = finished(name, Map.of("draft", true, "compareWith", 1));

    get(name, id)
        .body("result.difference.added", is(2)) // 6 and 8
        .body("result.difference.removed", is(10)) // odd ones from 11 to 29
        .body("result.difference.same", is(10))
        .body("result.difference.changed", is(0))
        .body("result.other.matched", is(20))
        .body("result.hours.matched", notNullValue())
        .body("result.keys.top[0].key", is("k"))
        .body("result.clauses[0].clause", is("data.tier == \"gold\""))
        .body("result.clauses[0].alone", is(13))
        .body("result.nearest.clause.text", hasItems("data.n >= 5", "data.tier == \"gold\""));
    events(name, id, "added").body("items.size()", is(2));
    events(name, id, "removed").body("items.size()", is(10));
    assertThat(scenario.commands().stream().map(one -> one.starter().version()).distinct())
        .containsExactly(1);
  }

  @Test
  void secretsStayReferencesAndValuesAreForThoseWhoMaySeePayloads() {
    var name = scenario.name("quiet");
    scenario.inForce(name, "data.word == 'hush-4711'", "${data.word}");
    scenario.accepted("k", "{\"word\":\"hush-4711\"}");
    var spec =
        Map.of(
            "on", java.util.List.of(scenario.type),
            "then",
                java.util.List.of(
                    Map.of(
                        "id", "call",
                        "uses", "http.request@1",
                        "with",
                            Map.of(
                                "method",
                                "POST",
                                "url",
                                "https://shop.example/",
                                "headers",
                                Map.of("X-Key", Map.of("secret", "shop-key")),
                                "body",
                                Map.of("said", "${data.word}")))));

    var id = finished(name, Map.of("spec", spec));

    events(name, id, "matched")
        .body("items[0].actions[0].with.headers.X-Key.secret", is("shop-key"))
        .body("items[0].actions[0].with.body.said", is("hush-4711"));
    var masked =
        Scenario.with("rule:read", "event:read")
            .get(path(name) + "/" + id + "/events")
            .then()
            .statusCode(200)
            .body("items[0].actions", nullValue())
            .extract()
            .asString();
    assertThat(masked).doesNotContain("hush-4711");
  }

  @Test
  void everyMistakeOfARequestIsSaidAtOnce() {
    var name = scenario.name("wrong");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    ask(name, Map.of("version", 9, "compareWith", 3, "from", "yesterday", "limit", 0, "colour", 1))
        .statusCode(422)
        .body("code", is("BACKTEST_INVALID"))
        .body("errors.pointer", hasItems("/version", "/compareWith", "/from", "/limit", "/colour"));
    ask(name, Map.of("draft", true, "version", 1))
        .statusCode(422)
        .body("errors.pointer", contains(""));
    ask(name, Map.of("spec", Map.of("on", 1)))
        .statusCode(422)
        .body("errors.pointer", hasItems("/spec/on", "/spec/then"));
    ask("nobody", Map.of("draft", true)).statusCode(404);
    Scenario.with("rule:read", "event:read")
        .contentType("application/json")
        .body(Map.of("draft", true))
        .post(path(name))
        .then()
        .statusCode(403);
    get(name, UUID.randomUUID().toString()).statusCode(404).body("code", is("BACKTEST_NOT_FOUND"));
  }

  @Test
  void oneThatWaitsIsCancelledAndOneThatIsOverIsNot() throws SQLException {
    var name = scenario.name("ended");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    var over = finished(name, Map.of("draft", true));
    cancel(name, over).statusCode(409).body("code", is("BACKTEST_OVER"));

    var id = UUID.fromString(over);
    // As if it ran elsewhere: nobody here ends it before it is cancelled.
    update(
        "UPDATE rule.backtests SET state = 'RUNNING', owner = 'x', lease_until = now() + interval '1 hour' WHERE backtest_id = ?",
        id);
    cancel(name, over).statusCode(202).body("state", is("RUNNING"));
    update(
        "UPDATE rule.backtests SET state = 'WAITING', owner = NULL, requested_at = now() + interval '1 hour' WHERE backtest_id = ?",
        id);
    ValidatableResponse answer = cancel(name, over);
    assertThat(answer.extract().statusCode()).isIn(202, 409);
  }

  @Test
  void oneWhoseRunnerIsNotHeardOfAnyMoreHasFailed() throws SQLException {
    var name = scenario.name("lapsed");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    var id = finished(name, Map.of("draft", true));
    update(
        "UPDATE rule.backtests SET state = 'RUNNING', owner = 'gone', lease_until = now() - interval '1 s',"
            + " result = NULL WHERE backtest_id = ?",
        UUID.fromString(id));

    await().until(() -> "FAILED".equals(state(name, id)));
    get(name, id).body("code", is("BACKTEST_INTERRUPTED")).body("detail", notNullValue());
  }

  @Test
  void oneWorkspaceHasOnlySoManyPlaces() throws SQLException {
    var name = scenario.name("places");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    var one = finished(name, Map.of("draft", true));
    var two = finished(name, Map.of("draft", true));
    hold(one);
    hold(two);
    try {
      ask(name, Map.of("draft", true))
          .statusCode(429)
          .header("Retry-After", notNullValue())
          .body("code", is("TOO_MANY_BACKTESTS"));
    } finally {
      free(one);
      free(two);
    }
    list(name).body("items.id", hasItem(one)).body("items.result", hasItem(nullValue()));
  }

  @Test
  void anotherWorkspaceSeesNothing() {
    var name = scenario.name("ours");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    var id = finished(name, Map.of("draft", true));
    io.restassured.RestAssured.given()
        .auth()
        .oauth2(Tokens.of("shop", "rule:read", "event:read"))
        .get("/api/v1/workspaces/shop/rules/" + name + "/backtests/" + id)
        .then()
        .statusCode(404);
  }

  private static void hold(String id) throws SQLException {
    update(
        "UPDATE rule.backtests SET state = 'RUNNING', owner = 'elsewhere',"
            + " lease_until = now() + interval '1 hour' WHERE backtest_id = ?",
        UUID.fromString(id));
  }

  private static void free(String id) throws SQLException {
    update(
        "UPDATE rule.backtests SET state = 'SUCCEEDED' WHERE backtest_id = ?", UUID.fromString(id));
  }

  private static void update(String sql, UUID id) throws SQLException {
    try (var connection = Infrastructure.database().path().connect();
        var statement = connection.prepareStatement(sql)) {
      statement.setObject(1, id);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }

  private static String finished(String name, Map<String, Object> request) {
    var id = new String[1];
    // Tests beside this one may have taken the places.
    await()
        .atMost(Duration.ofSeconds(30))
        .until(
            () -> {
              var answer = ask(name, request);
              if (answer.extract().statusCode() == 429) {
                return false;
              }
              assertThat(answer.extract().statusCode())
                  .as(answer.extract().asString())
                  .isEqualTo(202);
              id[0] = answer.extract().path("id");
              return true;
            });
    await().atMost(Duration.ofSeconds(30)).until(() -> isOver(state(name, id[0])));
    return id[0];
  }

  private static boolean isOver(String state) {
    return !state.equals("WAITING") && !state.equals("RUNNING");
  }

  private static String state(String name, String id) {
    return get(name, id).extract().path("state");
  }

  private static ValidatableResponse ask(String name, Map<String, Object> request) {
    return owner().body(request).post(path(name)).then();
  }

  private static ValidatableResponse get(String name, String id) {
    return owner().get(path(name) + "/" + id).then();
  }

  private static ValidatableResponse list(String name) {
    return owner().get(path(name)).then();
  }

  private static ValidatableResponse cancel(String name, String id) {
    return owner().post(path(name) + "/" + id + "/cancellation").then();
  }

  private static ValidatableResponse events(String name, String id, String kind) {
    return owner()
        .queryParam("kind", kind)
        .queryParam("limit", 500)
        .get(path(name) + "/" + id + "/events")
        .then()
        .statusCode(200);
  }

  private static RequestSpecification owner() {
    return Scenario.with("rule:read", "rule:write", "event:read", "payload:read")
        .contentType("application/json");
  }

  private static String path(String name) {
    return Scenario.RULES + name + "/backtests";
  }

  private static JsonNode json(byte[] bytes) {
    return Wire.read(bytes, JsonNode.class);
  }
}
