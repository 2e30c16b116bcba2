package dev.sequitur.rule;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.rule.explain.IndexStandIn;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Why a rule fired or did not, from a window of the real log. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@QuarkusTestResource(IndexStandIn.class)
class RuleExplanationComponentTest extends WithScenario {

  private static final String[] ALL = {"event:read", "rule:read", "payload:read"};

  @Test
  void theClauseThatFailsAloneIsNamedWithItsValues() {
    var name = scenario.name("near");
    scenario.inForce(name, "data.amount > 100 && data.tier == 'gold'", "hi");
    var near = scenario.accepted("k", "{\"amount\":150,\"tier\":\"tin\"}");
    scenario.accepted("k", "{\"amount\":1,\"tier\":\"tin\"}");
    scenario.accepted("k", "{\"amount\":1}");
    var match = scenario.accepted("k", "{\"amount\":150,\"tier\":\"gold\"}");
    scenario.accept(match);
    scenario.awaitCommand(match);

    explained(name, Map.of(), ALL)
        .statusCode(200)
        .body("matched", is(1))
        .body("events.ofTypes", is(5))
        .body("events.repeated", is(1))
        .body("stopped.CONDITION", is(3))
        .body("clauses[0].clause", is("data.tier == \"gold\""))
        .body("clauses[0].failed", is(3))
        .body("clauses[0].alone", is(1))
        .body("nearest.event.id", contains(near.id().toString()))
        .body("nearest[0].clause.values[0].value", is("tin"))
        .body("window.complete", is(true))
        .body("window.narrowed", nullValue())
        .body("says", hasItem(startsWith("It matched 1 event")));
    explained(name, Map.of(), "event:read", "rule:read")
        .body("nearest[0].clause.values[0].seen", is("HIDDEN"));
  }

  @Test
  void aRuleThatRestedOrHeardNothingIsToldSo() {
    var name = scenario.name("silent");
    scenario.inForce(name, Scenario.manifest(name, "com.nowhere.at.all", "true", "hi"));
    var seen = scenario.name("witness");
    scenario.inForce(seen, "true", "hi");
    // Other tests have had many types come before.
    var from = Map.of("from", InstantSource.system().instant().toString());
    scenario.awaitCommand(scenario.accepted("k", "{}"));
    explained(name, from, ALL)
        .body("events.ofTypes", is(0))
        .body("types.type", hasItem(scenario.type))
        .body("says", hasItem("None of the events that came has a type that it listens to."));

    Scenario.awaitPassed(
        Scenario.effectiveFrom(Scenario.asOwner().put(Scenario.RULES + seen + "/suspension")));
    scenario.accepted("k", "{}");
    explained(seen, Map.of(), ALL)
        .body("matched", is(1))
        .body("stopped.SUSPENDED", is(1))
        .body("says", hasItem("It was suspended while 1 event came."))
        .body("changes.state", hasItems("ACTIVE", "DISABLED"));
  }

  @Test
  void moreThanTheLimitAreNarrowedToTheLatest() {
    var name = scenario.name("many");
    scenario.inForce(name, "true", "hi");
    for (int n = 0; n < 20; n++) {
      scenario.accepted("k" + n, "{}");
    }
    explained(name, Map.of("limit", "5"), ALL)
        .body("window.narrowed", is("LIMIT"))
        .body("events.read", org.hamcrest.Matchers.lessThanOrEqualTo(5));
  }

  @Test
  void everythingWrongWithAWindowIsSaidAtOnce() {
    var name = scenario.name("asked");
    scenario.inForce(name, "true", "hi");
    explained(name, Map.of("from", "yesterday", "limit", "0"), ALL)
        .statusCode(422)
        .body("errors.pointer", hasItems("/from", "/limit"));
    explained(name, Map.of("from", "2999-01-01T00:00:00Z"), ALL).statusCode(422);
    explained("nobody", Map.of(), ALL).statusCode(404).body("code", is("DEFINITION_NOT_FOUND"));
    explained(name, Map.of(), "rule:read").statusCode(403);
  }

  @Test
  void everyPartOfAConditionTellsHowOftenItWasTrueOverAWindow() {
    var name = scenario.name("parts");
    scenario.inForce(name, "data.amount > 100 && data.tier != 'lead'", "hi");
    scenario.accepted("k", "{\"amount\":1,\"tier\":\"tin\"}");
    scenario.accepted("k", "{\"amount\":2,\"tier\":\"tin\"}");
    scenario.accepted("k", "{\"tier\":\"tin\"}");
    var match = scenario.accepted("k", "{\"amount\":150,\"tier\":\"gold\"}");
    scenario.accept(match);
    scenario.awaitCommand(match);

    sampled(name, Map.of(), ALL)
        .statusCode(200)
        .body("approximate", is(true))
        .body("window.complete", is(true))
        .body("events.repeated", is(1))
        .body("versions", hasSize(1))
        .body("versions[0].version", is(1))
        .body("versions[0].evaluated", is(4))
        .body("versions[0].matched", is(1))
        .body("versions[0].untold", is(1))
        .body("versions[0].p99Nanos", greaterThan(0))
        .body("versions[0].parts.depth", contains(0, 1, 1))
        .body("versions[0].parts[1].text", is("data.amount > 100"))
        .body("versions[0].parts[1].true", is(1))
        .body("versions[0].parts[1].false", is(2))
        .body("versions[0].parts[1].untold", is(1))
        .body("versions[0].parts[1].share", is(0.25f))
        .body("versions[0].parts[1].finding", nullValue())
        .body("versions[0].parts[2].true", is(4))
        .body("versions[0].parts[2].finding", is("NEVER_FALSE"));
  }

  @Test
  void aSampleNeedsWhatAnExplanationNeeds() {
    var name = scenario.name("sampled");
    scenario.inForce(name, "true", "hi");
    sampled(name, Map.of("to", "tomorrow", "limit", "200001"), ALL)
        .statusCode(422)
        .body("errors.pointer", hasItems("/to", "/limit"));
    sampled("nobody", Map.of(), ALL).statusCode(404).body("code", is("DEFINITION_NOT_FOUND"));
    sampled(name, Map.of(), "rule:read").statusCode(403);
    sampled(name, Map.of(), "event:read").statusCode(403);
  }

  private static ValidatableResponse sampled(
      String rule, Map<String, String> query, String... permissions) {
    return Scenario.with(permissions)
        .queryParams(query)
        .get(Scenario.RULES + rule + "/selectivity")
        .then();
  }

  private static ValidatableResponse explained(
      String rule, Map<String, String> query, String... permissions) {
    return Scenario.with(permissions)
        .queryParams(query)
        .get(Scenario.RULES + rule + "/explanation")
        .then();
  }
}
