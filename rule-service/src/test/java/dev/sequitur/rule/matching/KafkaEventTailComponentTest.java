package dev.sequitur.rule.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.Topics;
import dev.sequitur.kit.test.Infrastructure;
import dev.sequitur.kit.test.TopicProbe;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(Infrastructure.class)
class KafkaEventTailComponentTest {

  @Inject EventTail tail;

  @Test
  void theLatestReadableEventsBeforeAPositionAreHandedOverInOrder() {
    try (var topics = TopicProbe.ofTests()) {
      var events = new ArrayList<AcceptedEvent>();
      for (int i = 0; i < 5; i++) {
        events.add(event(i));
      }
      topics.produce(events.get(0).message());
      topics.produce(events.get(1).message());
      topics.produce(events.get(2).message());
      topics.raw(Topics.EVENTS.name(), "tail", new byte[0], Map.of());
      topics.produce(events.get(3).message());
      var last = topics.produce(events.get(4).message());

      var found = new ArrayList<UUID>();
      tail.before(last.partition(), last.offset(), 4, event -> found.add(event.id()));

      assertThat(found)
          .containsExactlyElementsOf(
              List.of(events.get(1).id(), events.get(2).id(), events.get(3).id()));
    }
  }

  @Test
  void beforeTheFirstEventThereIsNone() {
    var found = new ArrayList<UUID>();
    tail.before(0, 0, 10, event -> found.add(event.id()));
    assertThat(found).isEmpty();
  }

  private static AcceptedEvent event(int number) {
    var event = TestEvents.accepted("com.example.tail", "tail" + UUID.randomUUID() + number, "{}");
    return new AcceptedEvent(
        event.id(),
        event.workspace(),
        event.type(),
        event.source(),
        null,
        "tail",
        null,
        event.trigger(),
        0,
        0,
        event.data(),
        null);
  }
}
