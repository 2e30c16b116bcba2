package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accepting events needs Kafka alone. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class DatabaseAwayComponentTest {

  private static final String SPEC =
      """
      webhook: { path: steadfast, verify: { hmac: { secret: steadfast, header: X-Signature } } }
      event: { type: com.example.a }
      """;

  /** HMAC-SHA256 of {@code {}} under {@code key}. */
  private static final Map<String, String> SIGNED =
      Map.of("X-Signature", "a777724d943eb48dc69bca8a4a6d57a04db3f9ec7e1de4e581e860265bdf3032");

  @Test
  void ingestGoesOnAndTheServiceStaysReadyWhileThereIsNoDatabase() {
    try (var probe = TopicProbe.ofTests()) {
      Service.storeSecret(probe, "steadfast", 1, "key");
      Service.publish("steadfast-in", "steadfast", SPEC);
      Infrastructure.postgres().kill();
      try {
        var id = Service.hook("steadfast", "{}", SIGNED).is(202).text("eventId");
        Service.records(probe, id);
        var ready = Service.call("GET", "/q/health/ready", Map.of(), "").is(200);
        assertThat(ready.body().toString()).contains("\"answers\":false");
        Service.save("needs-database", SPEC.replace("path: steadfast", "path: other"))
            .refused(503, "UNAVAILABLE");
        Service.hook("steadfast", "{}", SIGNED).is(202);
        var deliveries = Service.TRIGGERS + "/steadfast-in/deliveries";
        var listed = Service.call("GET", deliveries, Service.author(), "").is(200).body();
        assertThat(listed.path("complete").asBoolean()).isFalse();
        assertThat(listed.at("/items/0/verdict").asText()).isEqualTo("ACCEPTED");
        assertThat(listed.at("/items/1/eventId").asText()).isEqualTo(id);
      } finally {
        Infrastructure.postgres().restart();
      }
      await()
          .atMost(Duration.ofSeconds(30))
          .until(
              () ->
                  Service.save("back-again", SPEC.replace("path: steadfast", "path: other"))
                          .status()
                      < 300);
      var deliveries = Service.TRIGGERS + "/steadfast-in/deliveries";
      var listed = Service.call("GET", deliveries, Service.author(), "").is(200).body();
      assertThat(listed.path("complete").asBoolean()).isTrue();
    }
  }
}
