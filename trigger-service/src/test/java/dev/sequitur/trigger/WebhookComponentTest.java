package dev.sequitur.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class WebhookComponentTest {

  private static final String ORDERS =
      """
      webhook: { path: orders, verify: { none: true } }
      event: { type: com.example.order, id: "${body.id}", key: "${body.customer}", data: "${body}" }
      """;

  private static TopicProbe probe;

  @BeforeAll
  static void publish() {
    probe = TopicProbe.ofTests();
    Service.publish("orders-in", "orders", ORDERS);
  }

  @AfterAll
  static void close() {
    probe.close();
  }

  @Test
  void acceptedEventIsOnTheTopicWithItsAttributesAndKey() {
    var id =
        Service.json("{\"id\": \"A-1\", \"customer\": 42, \"amount\": 1.50}")
            .post("/hooks/default/orders")
            .then()
            .statusCode(202)
            .extract()
            .<String>path("eventId");
    var event = Service.one(probe, id);
    assertThat(event.type()).isEqualTo("com.example.order");
    assertThat(event.workspace()).isEqualTo("default");
    assertThat(event.key()).isEqualTo("42");
    assertThat(event.triggerVersion()).isEqualTo(1);
    assertThat(new String(event.data(), StandardCharsets.UTF_8))
        .isEqualTo("{\"id\": \"A-1\", \"customer\": 42, \"amount\": 1.50}");
    assertThat(probe.all(Topics.EVENTS, r -> TopicProbe.header(r, "ce_id").equals(id)))
        .extracting(record -> new String(record.key(), StandardCharsets.UTF_8))
        .containsOnly("42");
  }
}
