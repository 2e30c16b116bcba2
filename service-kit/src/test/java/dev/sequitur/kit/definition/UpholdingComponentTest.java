package dev.sequitur.kit.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.sequitur.kit.test.Infrastructure;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** What a kind upholds between its definitions holds, whoever comes between. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class UpholdingComponentTest {

  private static final String NEEDED = "{\"size\":1}";
  private static final String USER = "{\"size\":1,\"needs\":\"needed\"}";

  @ConfigProperty(name = "sequitur.kafka.bootstrap-servers")
  String bootstrapServers;

  private final Things things = Things.fresh();

  @Test
  void aRefusedPublicationLeavesNothingBehind() {
    things.put("user", USER);
    things.publish("user").then().statusCode(422).body("code", equalTo("DEFINITION_INVALID"));
    things
        .get("user")
        .then()
        .body("status.state", equalTo("DRAFT"))
        .body("status.version", equalTo(0));

    things.put("needed", NEEDED);
    things.publish("needed").then().statusCode(200);
    things.publish("user").then().statusCode(200).body("status.version", equalTo(1));
    try (var said = new Said(bootstrapServers, things.workspace())) {
      assertThat(said.awaitLatestChanges(2))
          .extracting(change -> change.name() + " " + change.change())
          .containsExactlyInAnyOrder("needed 1", "user 1");
    }
  }

  @Test
  void whatIsNeededStaysAsItWas() {
    things.put("needed", NEEDED);
    things.publish("needed");
    things.put("user", USER);
    things.publish("user");

    archive("needed").then().statusCode(409);
    things.request().put(things.path() + "/things/needed/suspension").then().statusCode(409);
    things.get("needed").then().statusCode(200).body("status.state", equalTo("ACTIVE"));
    archive("user").then().statusCode(204);
    archive("needed").then().statusCode(204);
  }

  /** By name the user is stored first; what is upheld is asked once both are there. */
  @Test
  void aBundleIsLookedAtAsAWhole() {
    var user = Things.manifest("a-user", USER);
    var needed = Things.manifest("needed", NEEDED);
    things
        .request()
        .contentType("application/json")
        .body(
            "{\"documents\":[{\"index\":0,\"manifest\":%s},{\"index\":1,\"manifest\":%s}]}"
                .formatted(user, needed))
        .post(things.path() + "/manifests?publish=true")
        .then()
        .statusCode(200)
        .body("documents[0].result", equalTo("published"));
  }

  @Test
  void publishingAUserAndArchivingWhatItNeedsNeverBothSucceed() throws Exception {
    try (var threads = Executors.newFixedThreadPool(2)) {
      for (int i = 0; i < 20; i++) {
        var name = "needed-" + i;
        things.put(name, NEEDED);
        things.publish(name);
        things.put("user-" + i, "{\"size\":1,\"needs\":\"" + name + "\"}");
        var user = "user-" + i;
        var published = threads.submit(() -> things.publish(user).statusCode());
        var archived = threads.submit(() -> archive(name).statusCode());

        assertThat(published.get() == 200).isNotEqualTo(archived.get() == 204);
        assertThat(published.get()).isIn(200, 422);
        assertThat(archived.get()).isIn(204, 409);
      }
    }
  }

  private Response archive(String name) {
    return things.request().delete(things.path() + "/things/" + name);
  }
}
