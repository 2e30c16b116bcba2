package dev.sequitur.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A replica that only matches, as it runs in a cluster: without a way to the database. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(MatchRoleComponentTest.Matching.class)
class MatchRoleComponentTest {

  public static final class Matching implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sequitur.rule.roles", "match", "sequitur.health.database-required", "false");
    }
  }

  @Test
  void itDecidesOnEventsAndAnswersNoRequest() {
    try (var scenario = new Scenario()) {
      Infrastructure.postgres().kill();
      try {
        Scenario.awaitPassed(published(scenario));
        assertThat(scenario.awaitCommand(scenario.accepted("k", "{}")).starter().name())
            .isEqualTo("far");
        var answer = Scenario.asOwner().get(Scenario.RULES + "far");
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.contentType()).isEqualTo("application/problem+json");
        assertThat(answer.<String>path("code")).isEqualTo("UNAVAILABLE");
        assertThat(given().get("/q/health/ready").statusCode()).isEqualTo(200);
        assertThat(given().get("/q/metrics").asString()).contains("sequitur_rule_matched_total 1");
      } finally {
        Infrastructure.postgres().restart();
      }
    }
  }

  /** By another replica, which has the API; gives the instant from which it holds. */
  private static Instant published(Scenario scenario) {
    var uid = UUID.randomUUID();
    for (long change = 1; ; change++) {
      var effective = InstantSource.system().instant().plusSeconds(1);
      var appended = scenario.topics.produce(far(scenario.type, uid, change, effective).message());
      // What is appended too late is void; its owner would say it again.
      if (appended.timestamp() < effective.minusMillis(500).toEpochMilli()) {
        return effective;
      }
    }
  }

  private static DefinitionPublished far(
      String type, UUID uid, long change, Instant effectiveFrom) {
    Map<String, Object> action =
        Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi"));
    return new DefinitionPublished(
        "default",
        "Rule",
        uid,
        "far",
        1,
        change,
        State.ACTIVE,
        effectiveFrom,
        Map.of(),
        Map.of("on", List.of(type), "then", List.of(action)));
  }
}
