package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Headers;
import dev.sequitur.contracts.Ids;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** An event explained from its record on the log and the versions of its instant. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class EventExplanationComponentTest extends WithScenario {

  private static final String[] ALL = {"event:read", "rule:read", "payload:read"};

  @Test
  void everyRuleSaysWhatStoppedItAndEveryPartWhatItSaw() {
    var name = scenario.name("big");
    scenario.inForce(name, "data.amount > 100 && data.tier == 'gold'", "hi");
    var gold = scenario.accepted("k", "{\"amount\":150,\"tier\":\"gold\"}");
    var silver = scenario.accepted("k", "{\"amount\":150,\"tier\":\"silver\"}");
    var run = scenario.awaitCommand(gold).runId().toString();

    explained(gold, name, ALL)
        .statusCode(200)
        .body("matched", is(1))
        .body("event.type", is(scenario.type))
        .body("data.amount", is(150))
        .body("rules[0].run", is(run))
        .body("rules[0].matched", is(true));
    explained(silver, name, ALL)
        .statusCode(200)
        .body("matched", is(0))
        .body("stopped.CONDITION", is(1))
        .body("rules[0].stoppedBy", is("CONDITION"))
        .body("rules[0].condition.is", is("FALSE"))
        .body("rules[0].condition.parts[0].is", is("TRUE"))
        .body("rules[0].condition.parts[1].is", is("FALSE"))
        .body("rules[0].condition.parts[1].text", is("data.tier == \"gold\""))
        .body("rules[0].condition.parts[1].values[0].value", is("silver"));
  }

  @Test
  void aTableSaysWhichRowWasHitAndWhichCellsOfTheNearestWereNot() {
    var name = scenario.name("discount");
    scenario.inForce(
        name,
        """
        apiVersion: sequitur.dev/v1
        kind: Rule
        metadata: { name: %s }
        spec:
          on: [%s]
          table:
            hit: first
            inputs:
              - { name: amount, expression: data.amount }
              - { name: tier, expression: data.tier }
            outputs: [percent]
            rows:
              - { when: ["> 1000", '"gold"'], then: { percent: 15 } }
              - { when: ["100..1000", '"silver"'], then: { percent: 5 } }
          then:
            - { id: tell, uses: log.write@1, with: { message: "${table.percent}" } }
        """
            .formatted(name, scenario.type));
    var hit = scenario.accepted("k", "{\"amount\":500,\"tier\":\"silver\"}");
    var missed = scenario.accepted("k", "{\"amount\":500,\"tier\":\"gold\"}");
    assertThat(scenario.awaitCommand(hit).evidence()).containsEntry("table.row", 2);
    explained(hit, name, ALL)
        .statusCode(200)
        .body("rules[0].matched", is(true))
        .body("rules[0].table.hit", is("first"))
        .body("rules[0].table.rows", is(List.of(2)))
        .body("rules[0].table.nearest", nullValue());
    explained(missed, name, ALL)
        .body("rules[0].stoppedBy", is("CONDITION"))
        .body("rules[0].table.rows", is(List.of()))
        .body("rules[0].table.nearest.row", equalTo(1))
        .body("rules[0].table.nearest.failed", equalTo(1))
        .body("rules[0].table.nearest.cells.input", is(List.of("amount", "tier")))
        .body("rules[0].table.nearest.cells[0].cell.is", is("FALSE"))
        .body("rules[0].table.nearest.cells[0].cell.values[0].value", is(500));
    explained(missed, name, "event:read", "rule:read")
        .body("rules[0].table.nearest.cells[0].cell.values[0].seen", is("HIDDEN"));
  }

  @Test
  void rulesThatWereNearlyThereSayWhatKeptThem() {
    var resting = scenario.name("resting");
    scenario.inForce(resting, "true", "hi");
    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().put(Scenario.RULES + resting + "/suspension")));
    var draft = scenario.name("draft");
    Scenario.put(draft, Scenario.manifest(draft, scenario.type, "true", "hi"));
    var event = scenario.accepted("k", "{}");
    var late = scenario.name("late");
    scenario.inForce(late, "true", "hi");
    var other = scenario.name("other");
    scenario.publish(other, Scenario.manifest(other, "com.elsewhere", "true", "hi"));

    explained(event, resting, ALL)
        .body("rules[0].stoppedBy", is("SUSPENDED"))
        .body("rules[0].run", nullValue());
    explained(event, draft, ALL).body("rules[0].stoppedBy", is("NOT_PUBLISHED"));
    explained(event, late, ALL).body("rules[0].stoppedBy", is("NOT_YET_IN_FORCE"));
    explained(event, other, ALL).body("rules[0].stoppedBy", is("TYPE"));
    explained(event, null, ALL).body("rules.rule", hasItem(resting)).body("matched", is(0));
  }

  @Test
  void theVersionOfTheEventsInstantIsExplainedAndTheLaterOneNamed() {
    var name = scenario.name("changed");
    scenario.inForce(name, "data.n > 1", "hi");
    var event = scenario.accepted("k", "{\"n\":1}");
    scenario.inForce(name, "data.n > 0", "hi");
    scenario.awaitCommand(scenario.accepted("k", "{\"n\":1}"));

    explained(event, name, ALL)
        .body("rules[0].version", equalTo(1))
        .body("rules[0].nextVersion", equalTo(2))
        .body("rules[0].condition.text", is("data.n > 1"))
        .body("rules[0].matched", is(false));
  }

  @Test
  void valuesAreForThoseWhoMaySeePayloads() {
    var name = scenario.name("masked");
    scenario.inForce(name, "data.secretly == 'hush-hush-4711'", "hi");
    var event = scenario.accepted("k", "{\"secretly\":\"word-of-mouth\"}");

    var answer = explained(event, name, "event:read", "rule:read").statusCode(200);

    answer
        .body("data", nullValue())
        .body("rules[0].condition.is", is("FALSE"))
        .body("rules[0].condition.values[0].seen", is("HIDDEN"));
    assertThat(answer.extract().asString()).doesNotContain("word-of-mouth");
  }

  @Test
  void whatIsNotThereOrNoLongerKeptIsSaid() {
    ask(UUID.randomUUID().toString(), null, ALL)
        .statusCode(404)
        .body("code", is("EVENT_NOT_FOUND"));
    ask("00000000-0000-8000-8000-000000000001", null, ALL)
        .statusCode(410)
        .body("code", is("EVENT_NO_LONGER_KEPT"));
    ask("no-id", null, ALL).statusCode(400).body("code", is("MALFORMED_REQUEST"));
  }

  @Test
  void startThatABrakeRejectedSaysSo() {
    var name = scenario.name("braked");
    scenario.inForce(
        name,
        Scenario.manifest(name, scenario.type, "true", "hi")
            + "  brake: { starts: 1, within: P1D }\n");
    var passing = scenario.accepted("k", "{}");
    var run = scenario.awaitCommand(passing).runId().toString();
    var braked = scenario.accepted("k", "{}");
    await().until(() -> scenario.commands().size() + scenario.rejections().size() == 2);
    // A day may have ended between the two.
    var rejected = !scenario.rejections().isEmpty();

    explained(passing, name, ALL).body("rules[0].matched", is(true)).body("rules[0].run", is(run));
    explained(braked, name, ALL)
        .body("matched", is(rejected ? 0 : 1))
        .body("rules[0].stoppedBy", is(rejected ? "BRAKED" : null))
        .body("rules[0].code", is(rejected ? "RULE_BRAKED" : null))
        .body("rules[0].run", is(Ids.run("default", uid(name), braked.id(), 0).toString()));
  }

  private static UUID uid(String rule) {
    return UUID.fromString(Scenario.asOwner().get(Scenario.RULES + rule).path("metadata.uid"));
  }

  @Test
  void whoMayNotSeeBothEventsAndRulesSeesNothing() {
    var id = UUID.randomUUID().toString();
    ask(id, null, "event:read").statusCode(403);
    ask(id, null, "rule:read").statusCode(403);
  }

  private ValidatableResponse explained(
      AcceptedEvent event, @Nullable String rule, String... permissions) {
    var id = event.id().toString();
    scenario
        .topics
        .all(Topics.EVENTS, one -> TopicProbe.header(one, Headers.ID).equals(id))
        .stream()
        .limit(1)
        .forEach(IndexStandIn::tell);
    return ask(id, rule, permissions);
  }

  private static ValidatableResponse ask(String id, @Nullable String rule, String... permissions) {
    var request = Scenario.with(permissions);
    if (rule != null) {
      request.queryParam("rule", rule);
    }
    return request.get("/api/v1/workspaces/default/events/" + id + "/explanation").then();
  }
}
