package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.AuditRecorded;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.ShadowCompared;
import dev.sequitur.contracts.ShadowCompared.Difference;
import dev.sequitur.contracts.Topics;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Versions that decide without effects, beside those that act, on real topics. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class ShadowComponentTest {

  private Scenario scenario;
  private final Map<UUID, Instant> acceptedAt = new HashMap<>();

  @BeforeEach
  void begin() {
    scenario = new Scenario();
  }

  @AfterEach
  void end() {
    scenario.close();
  }

  /** A verdict with the versions that it is about. */
  private record Told(int acting, int shadow, ShadowCompared.Verdict verdict) {}

  @Test
  void underLoadAShadowBeginsAndIsPromotedAtOneInstantAndEveryEventHasOneVersionThatActs() {
    var name = scenario.name("promoted");
    scenario.inForce(name, "true", "one");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "data.n % 2 == 0", "one"));
    var begun = Scenario.effectiveFrom(shadow(name, ""));
    var events = new ArrayList<AcceptedEvent>();
    stream(events, begun.plusMillis(200));
    var promoted = Scenario.effectiveFrom(promote(name));
    stream(events, promoted.plusMillis(300));
    var expected = expected(events, begun, promoted);

    assertThat(acceptedAt.values())
        .anyMatch(instant -> instant.isBefore(begun))
        .anyMatch(instant -> !instant.isBefore(promoted));
    assertThat(expected.values()).extracting(Expected::told).contains(Difference.SAME);
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> {
              assertThat(told().keySet()).containsAll(tried(expected));
              assertThat(acting().keySet()).containsAll(acting(expected));
            });
    var told = told();
    var acting = acting();
    expected.forEach(
        (event, one) -> {
          assertThat(acting.getOrDefault(event, List.of())).as("%s", one).isEqualTo(one.acting());
          var verdict = told.get(event);
          if (one.told() == null || verdict == null) {
            assertThat(verdict).as("%s", one).isNull();
            assertThat(one.told()).as("%s", one).isNull();
          } else {
            assertThat(verdict)
                .as("%s", one)
                .extracting(Told::acting, Told::shadow, of -> of.verdict().difference())
                .containsExactly(1, 2, one.told());
          }
        });
    assertThat(audited(name)).containsSubsequence("rule:shadow", "rule:promote");
    get(name).body("status.version", is(2)).body("status.shadow", nullValue());
  }

  /** Events, one after the other, until the broker's clock is past an instant. */
  private void stream(List<AcceptedEvent> events, Instant end) {
    var from = events.size();
    while (InstantSource.system().instant().isBefore(end) || events.size() < from + 20) {
      var event = scenario.event("key-" + events.size() % 5, "{\"n\":" + events.size() + "}");
      acceptedAt.put(event.id(), Instant.ofEpochMilli(scenario.accept(event).timestamp()));
      events.add(event);
    }
  }

  /**
   * What must come of an event.
   *
   * @param acting the versions of its commands
   * @param told null if nothing is
   */
  private record Expected(Instant at, List<Integer> acting, @Nullable Difference told) {}

  private Map<UUID, Expected> expected(
      List<AcceptedEvent> events, Instant begun, Instant promoted) {
    var expected = new HashMap<UUID, Expected>();
    for (int n = 0; n < events.size(); n++) {
      var id = events.get(n).id();
      var at = Objects.requireNonNull(acceptedAt.get(id));
      boolean isEven = n % 2 == 0;
      if (at.isBefore(promoted)) {
        var told = isEven ? Difference.SAME : Difference.REMOVED;
        expected.put(id, new Expected(at, List.of(1), at.isBefore(begun) ? null : told));
      } else {
        expected.put(id, new Expected(at, isEven ? List.of(2) : List.of(), null));
      }
    }
    return expected;
  }

  private static List<UUID> tried(Map<UUID, Expected> expected) {
    return expected.entrySet().stream()
        .filter(entry -> entry.getValue().told() != null)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<UUID> acting(Map<UUID, Expected> expected) {
    return expected.entrySet().stream()
        .filter(entry -> !entry.getValue().acting().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The versions of the commands that there are, by event. */
  private Map<UUID, List<Integer>> acting() {
    return scenario.commands().stream()
        .collect(
            Collectors.groupingBy(
                command -> command.event().id(),
                Collectors.mapping(command -> command.starter().version(), Collectors.toList())));
  }

  @Test
  void whatIsToldIsWhatABacktestOfBothVersionsFindsAndRepeatedEventsAreToldOnce() {
    var name = scenario.name("differs");
    scenario.inForce(name, "data.n >= 10", "old ${data.n}");
    Scenario.put(
        name,
        Scenario.manifest(
            name,
            scenario.type,
            "data.n >= 5 && data.tier == 'gold'",
            "${data.n < 20 ? 'old ' + string(data.n) : 'new'}"));
    var since = Scenario.effectiveFrom(shadow(name, ""));
    Scenario.awaitPassed(since);
    for (int n = 0; n < 30; n++) {
      var tier = n == 29 ? "" : ",\"tier\":\"" + (n % 2 == 0 ? "gold" : "tin") + "\"";
      var event = scenario.accepted("k-" + n % 3, "{\"n\":" + n + tier + "}");
      if (n % 4 == 0) {
        scenario.accept(event);
      }
    }
    var last = scenario.accepted("k-0", "{\"n\":100,\"tier\":\"gold\"}");
    await().until(() -> told().containsKey(last.id()));
    await().until(() -> told().size() >= 23);

    var count = new HashMap<Difference, Integer>();
    told().values().forEach(one -> count.merge(one.verdict().difference(), 1, Integer::sum));
    assertThat(verdicts()).hasSize(told().size());

    var id = finished(name, Map.of("version", 2, "compareWith", 1, "from", since.toString()));
    backtest(name, id)
        .body("result.difference.added", is(count.get(Difference.ADDED)))
        .body("result.difference.removed", is(count.get(Difference.REMOVED)))
        .body("result.difference.changed", is(count.get(Difference.CHANGED)))
        .body("result.difference.same", is(count.get(Difference.SAME)))
        .body("result.counts.codes.EXPRESSION_FIELD_MISSING", is(1));
    assertThat(told().values())
        .filteredOn(one -> one.verdict().code() != null)
        .singleElement()
        .satisfies(one -> assertThat(one.verdict().difference()).isEqualTo(Difference.REMOVED));
    assertThat(scenario.commands()).allMatch(command -> command.starter().version() == 1);
  }

  @Test
  void aRuleThatNeverActedHasAShadowAndIsPromotedToItsFirstVersion() {
    var name = scenario.name("fresh");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));
    var begun = Scenario.effectiveFrom(shadow(name, ""));
    Scenario.awaitPassed(begun);
    var event = scenario.accepted("k", "{}");
    await().until(() -> told().containsKey(event.id()));

    assertThat(told().get(event.id()))
        .extracting(Told::acting, Told::shadow, one -> one.verdict().difference())
        .containsExactly(0, 1, Difference.ADDED);
    assertThat(scenario.commands()).isEmpty();
    get(name)
        .body("status.state", is("DRAFT"))
        .body("status.version", is(0))
        .body("status.shadow.version", is(1));

    Scenario.awaitPassed(Scenario.effectiveFrom(promote(name)));
    var acting = scenario.accepted("k", "{}");
    assertThat(scenario.awaitCommand(acting).starter().version()).isEqualTo(1);
    get(name).body("status.state", is("ACTIVE")).body("status.version", is(1));
  }

  @Test
  void aShadowIsWithdrawnRestsWithItsRuleAndEndsWithIt() {
    var name = scenario.name("ends");
    scenario.inForce(name, "true", "one");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "two"));
    shadow(name, "").then().statusCode(200).body("status.shadow.version", is(2));
    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().put(Scenario.RULES + name + "/suspension")));
    var resting = scenario.accepted("k", "{}");
    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().delete(Scenario.RULES + name + "/suspension")));
    var tried = scenario.accepted("k", "{}");
    await().until(() -> told().containsKey(tried.id()));
    assertThat(told()).doesNotContainKey(resting.id());
    assertThat(Objects.requireNonNull(told().get(tried.id())).verdict().difference())
        .isEqualTo(Difference.CHANGED);

    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().delete(Scenario.RULES + name + "/shadow")));
    var alone = scenario.accepted("k", "{}");
    scenario.awaitCommand(alone);
    assertThat(told()).doesNotContainKey(alone.id());
    get(name).body("status.version", is(1)).body("status.shadow", nullValue());

    shadow(name, "{\"version\":2}").then().statusCode(200);
    Scenario.asOwner().delete(Scenario.RULES + name).then().statusCode(204);
    Scenario.asOwner().post(Scenario.RULES + name + "/promotion").then().statusCode(404);
  }

  @Test
  void anotherVersionTakesTheShadowsPlaceAndAnEarlierOneCanComeBack() {
    var name = scenario.name("again");
    scenario.publish(name, "true", "one");
    scenario.publish(name, "true", "two");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "three"));
    shadow(name, "").then().body("status.version", is(2)).body("status.shadow.version", is(3));
    shadow(name, "{\"version\":1}").then().body("status.shadow.version", is(1));
    promote(name).then().body("status.version", is(1)).body("status.shadow", nullValue());
    // The draft is version 3 already, and is published as that.
    Scenario.asOwner()
        .post(Scenario.RULES + name + "/publication")
        .then()
        .body("status.version", is(3));
    Scenario.asOwner()
        .get(Scenario.RULES + name + "/versions")
        .then()
        .body("items.version", equalTo(List.of(3, 2, 1)));
  }

  @Test
  void whatIsPublishedInTheShadowsPlaceEndsItAndAnotherDraftDoesNot() {
    var name = scenario.name("published");
    scenario.publish(name, "true", "one");
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "two"));
    shadow(name, "").then().body("status.shadow.version", is(2));
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "three"));
    publish(name).body("status.version", is(3)).body("status.shadow.version", is(2));
    shadow(name, "{\"version\":3}").then().statusCode(409).body("code", is("SHADOW_ACTS_ALREADY"));
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "four"));
    shadow(name, "").then().body("status.shadow.version", is(4));
    publish(name).body("status.version", is(4)).body("status.shadow", nullValue());
  }

  @Test
  void badInputIsRefusedWithItsPlaceAndChangesNothing() {
    var name = scenario.name("bad");
    shadow(name, "").then().statusCode(404).body("code", is("DEFINITION_NOT_FOUND"));
    scenario.publish(name, "true", "one");

    shadow(name, "").then().statusCode(409).body("code", is("SHADOW_ACTS_ALREADY"));
    shadow(name, "{\"version\":9}")
        .then()
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.pointer", hasItems("/version"));
    for (var version : List.of("0", "-1", "\"x\"", "1.5", "[]", "99999999999")) {
      shadow(name, "{\"version\":" + version + ",\"vresion\":1}")
          .then()
          .statusCode(422)
          .body("errors.pointer", hasItems("/version", "/vresion"));
    }
    shadow(name, "[]").then().statusCode(422);
    shadow(name, "{").then().statusCode(400).body("code", is("MALFORMED_REQUEST"));
    promote(name).then().statusCode(404).body("code", is("SHADOW_NOT_FOUND"));
    Scenario.asOwner()
        .delete(Scenario.RULES + name + "/shadow")
        .then()
        .statusCode(404)
        .body("code", is("SHADOW_NOT_FOUND"));
    for (var operation : List.of("shadow", "promotion")) {
      Scenario.with("rule:read", "rule:write")
          .post(Scenario.RULES + name + "/" + operation)
          .then()
          .statusCode(403);
    }
    get(name).body("status.version", is(1)).body("status.shadow", nullValue());
  }

  @Test
  void aShadowIsNotPromotedOnceItsCasesOrItsConditionsFailAndItsConditionIsNotArchived() {
    var name = scenario.name("held");
    var condition = scenario.name("vip");
    Scenario.publishCondition(condition, "data.n > 1");
    var manifest =
        Scenario.manifest(name, scenario.type, "condition('" + condition + "')", "hi")
            + """
              tests:
                - name: large
                  event: { data: { n: 5 } }
                  expect: { matched: true }
            """;
    Scenario.put(name, manifest);
    shadow(name, "").then().statusCode(200);
    // Nothing but the shadow names the condition any more.
    Scenario.put(name, Scenario.manifest(name, scenario.type, "true", "hi"));

    Scenario.asOwner()
        .delete(Scenario.CONDITIONS + condition)
        .then()
        .statusCode(409)
        .body("code", is("CONDITION_IN_USE"));
    Scenario.publishCondition(condition, "data.n > 10");
    promote(name)
        .then()
        .statusCode(422)
        .body("code", is("DEFINITION_INVALID"))
        .body("errors.code", hasItems("RULE_TEST_FAILED"));
    get(name).body("status.state", is("DRAFT")).body("status.shadow.version", is(1));

    Scenario.asOwner().delete(Scenario.RULES + name + "/shadow").then().statusCode(200);
    Scenario.asOwner().delete(Scenario.CONDITIONS + condition).then().statusCode(204);
  }

  private static Response shadow(String name, String body) {
    return Scenario.asOwner()
        .contentType("application/json")
        .body(body)
        .post(Scenario.RULES + name + "/shadow");
  }

  private static Response promote(String name) {
    return Scenario.asOwner().post(Scenario.RULES + name + "/promotion");
  }

  private static ValidatableResponse publish(String name) {
    return Scenario.asOwner().post(Scenario.RULES + name + "/publication").then().statusCode(200);
  }

  private static ValidatableResponse get(String name) {
    return Scenario.asOwner().get(Scenario.RULES + name).then().statusCode(200);
  }

  private static String finished(String name, Map<String, Object> request) {
    String id =
        Scenario.with("rule:read", "rule:write", "event:read")
            .contentType("application/json")
            .body(request)
            .post(Scenario.RULES + name + "/backtests")
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> backtest(name, id).body("state", is("SUCCEEDED")));
    return id;
  }

  private static ValidatableResponse backtest(String name, String id) {
    return Scenario.with("rule:read", "event:read")
        .get(Scenario.RULES + name + "/backtests/" + id)
        .then();
  }

  /** What was told of this scenario's events, by event. */
  private Map<UUID, Told> told() {
    var told = new HashMap<UUID, Told>();
    verdicts().forEach(one -> told.put(one.verdict().event(), one));
    return told;
  }

  private List<Told> verdicts() {
    return scenario
        .topics
        .all(
            Topics.RUNS,
            record -> TopicProbe.header(record, Headers.TYPE).equals(ShadowCompared.TYPE))
        .stream()
        .map(record -> Wire.read(record.value(), ShadowCompared.class))
        .flatMap(compared -> compared.rules().stream())
        .flatMap(
            rule ->
                rule.verdicts().stream().map(one -> new Told(rule.acting(), rule.shadow(), one)))
        .filter(one -> one.verdict().type().equals(scenario.type))
        .toList();
  }

  private List<String> audited(String name) {
    return scenario.topics.all(Topics.AUDIT).stream()
        .map(record -> Wire.read(record.value(), AuditRecorded.class))
        .filter(entry -> entry.resource().equals("Rule/" + name))
        .map(AuditRecorded::action)
        .toList();
  }
}
