package dev.sequitur.rule;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class EventTypeComponentTest {

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "additionalProperties",
          false,
          "properties",
          Map.of("amount", Map.of("type", "number")));

  @Test
  void aRuleIsCheckedAgainstTheEventTypeThatWasPublished() {
    try (var scenario = new Scenario()) {
      var uid = UUID.randomUUID();
      scenario.topics.produce(eventType(scenario, uid, 1, State.ACTIVE).message());
      var name = scenario.name("typed");
      var wrong = Scenario.manifest(name, scenario.type, "data.amuont > 1", "${data.amount}");
      await().atMost(Duration.ofSeconds(20)).until(() -> Scenario.put(name, wrong) == 422);
      Scenario.asOwner()
          .contentType("application/yaml")
          .body(wrong)
          .put(Scenario.RULES + name)
          .then()
          .statusCode(422)
          .body("code", is("DEFINITION_INVALID"))
          .body("errors.pointer", contains("/spec/when"))
          .body("errors.code", contains("EVENT_FIELD_UNKNOWN"))
          .body("errors.column", contains(5))
          .body("errors.detail", contains(containsString("did you mean amount?")));
      scenario.topics.produce(eventType(scenario, uid, 2, State.ARCHIVED).message());
      await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> List.of(200, 201).contains(Scenario.put(name, wrong)));
    }
  }

  private static DefinitionPublished eventType(
      Scenario scenario, UUID uid, int change, State state) {
    Map<String, @Nullable Object> spec = Map.of("type", scenario.type, "schema", SCHEMA);
    return new DefinitionPublished(
        "default",
        "EventType",
        uid,
        scenario.name("type"),
        1,
        change,
        state,
        Instant.now().plusSeconds(30),
        Map.of(),
        spec);
  }
}
