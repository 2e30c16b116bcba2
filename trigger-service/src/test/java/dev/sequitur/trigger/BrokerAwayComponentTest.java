package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Nothing is accepted that is not stored, and nothing hangs. */
@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class BrokerAwayComponentTest {

  private static final String SPEC =
      """
      webhook: { path: unheard, verify: { none: true } }
      event: { type: com.example.a, id: "${body.id}" }
      """;

  @Test
  void callsAreRefusedWhileTheBrokerIsAwayAndAcceptedOnceItIsBack() throws Exception {
    Service.publish("unheard-in", "unheard", SPEC);
    Service.hook("unheard", "{\"id\":\"before\"}").is(202);
    var broker = Infrastructure.broker();
    broker.kill();
    try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
      var replies = new ArrayList<Future<Service.Reply>>();
      for (int i = 0; i < 50; i++) {
        var body = "{\"id\":\"away-" + i + "\"}";
        replies.add(callers.submit(() -> Service.hook("unheard", body)));
      }
      for (var reply : replies) {
        assertThat(reply.get().refused(503, "BROKER_UNAVAILABLE").header("Retry-After"))
            .isEqualTo("1");
      }
      Service.call("GET", "/q/health/live", Map.of(), "").is(200);
      assertThat(Service.metric("sequitur_trigger_in_flight")).isZero();
    } finally {
      broker.restart();
    }
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Service.hook("unheard", "{\"id\":\"away-7\"}").status() == 202);
    try (var probe = TopicProbe.ofTests()) {
      var id = Service.hook("unheard", "{\"id\":\"before\"}").is(202).text("eventId");
      assertThat(Service.records(probe, id)).as("before the end and after it").hasSize(2);
    }
  }
}
