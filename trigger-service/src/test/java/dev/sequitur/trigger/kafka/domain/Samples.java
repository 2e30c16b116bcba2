package dev.sequitur.trigger.kafka.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.trigger.definition.PublishedTrigger;
import dev.sequitur.trigger.definition.Source;
import dev.sequitur.trigger.definition.TriggerSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Triggers and records for tests. */
final class Samples {

  static final UUID UID = UUID.fromString("00000000-0000-0000-0000-00000000000a");
  static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

  private Samples() {}

  static PublishedTrigger trigger(Map<String, Object> kafka, Map<String, Object> event) {
    return trigger(Map.of("kafka", kafka, "event", event));
  }

  static PublishedTrigger trigger(Map<String, Object> spec) {
    var reading = TriggerSpec.read(new HashMap<>(spec));
    assertThat(reading.errors()).isEmpty();
    return new PublishedTrigger(
        "default", UID, 3, "t", java.util.Objects.requireNonNull(reading.spec()));
  }

  static PublishedTrigger reading(String topic, String from) {
    return trigger(
        Map.of("topic", topic, "format", "json", "from", from), Map.of("type", "com.example.a"));
  }

  static Standing standing(String from, boolean active) {
    var trigger = reading("orders", from);
    return new Standing(trigger, (Source.Kafka) trigger.spec().source(), active, NOON, 1);
  }

  static DefinitionPublished change(long number, State state, long second) {
    return new DefinitionPublished(
        "default",
        "Trigger",
        UID,
        "t",
        1,
        number,
        state,
        NOON.plusSeconds(second),
        Map.of(),
        Map.of());
  }

  @SuppressWarnings("NullAway") // it does not see the annotation of an array in a record
  static SourceRecord record(
      Map<String, String> headers, @Nullable String key, @Nullable String value) {
    return new SourceRecord(
        "orders",
        "topic-id",
        2,
        77,
        headers,
        key,
        value == null ? null : value.getBytes(StandardCharsets.UTF_8));
  }
}
