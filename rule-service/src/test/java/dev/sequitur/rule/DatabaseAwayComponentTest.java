package dev.sequitur.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Matching needs the broker alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DatabaseAwayComponentTest {

  @Test
  void matchingGoesOnWhileTheDatabaseIsAwayAndTheApiSaysSo() {
    try (var scenario = new Scenario()) {
      scenario.inForce(scenario.name("steady"), "true", "hi");
      Infrastructure.postgres().kill();
      try {
        assertThat(scenario.awaitCommand(scenario.accepted("k", "{}")).starter().name())
            .isEqualTo(scenario.name("steady"));
        assertThat(Scenario.asOwner().get(Scenario.RULES + scenario.name("steady")).statusCode())
            .isEqualTo(503);
      } finally {
        Infrastructure.postgres().restart();
      }
      await()
          .atMost(Duration.ofSeconds(20))
          .until(
              () ->
                  Scenario.asOwner().get(Scenario.RULES + scenario.name("steady")).statusCode()
                      == 200);
    }
  }
}
