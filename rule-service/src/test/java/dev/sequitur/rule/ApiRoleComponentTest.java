package dev.sequitur.rule;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.Test;

/** A replica that answers requests and leaves events to others. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
@TestProfile(ApiRoleComponentTest.Answering.class)
class ApiRoleComponentTest {

  public static final class Answering implements QuarkusTestProfile {

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("sequitur.rule.roles", "api");
    }
  }

  @Test
  void itAnswersRequestsAndIsNoMemberOfTheGroupThatMatches() throws Exception {
    try (var scenario = new Scenario();
        var admin = Admin.create(Map.of("bootstrap.servers", Infrastructure.bootstrapServers()))) {
      scenario.inForce(scenario.name("near"), "true", "hi");
      var event = scenario.accepted("k", "{}");
      assertThat(Scenario.asOwner().get(Scenario.RULES + scenario.name("near")).statusCode())
          .isEqualTo(200);

      var ready = given().get("/q/health/ready");
      assertThat(ready.statusCode()).as(ready.asString()).isEqualTo(200);
      // The hop would stand there by its name.
      assertThat(ready.asString()).contains("logsRead").doesNotContain("\"match\"");
      // A member would have committed its start at once, on every partition.
      assertThat(
              admin
                  .listConsumerGroupOffsets("sequitur.rule.match")
                  .partitionsToOffsetAndMetadata()
                  .get())
          .isEmpty();
      assertThat(scenario.topics.all(Topics.EVENTS)).isNotEmpty();
      assertThat(scenario.commands(event)).isEmpty();
    }
  }
}
