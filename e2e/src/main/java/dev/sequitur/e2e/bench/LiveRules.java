package dev.sequitur.e2e.bench;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.contracts.Message;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rules for customers of whom no order comes, each of a shape that rules of shops have: pinned to
 * one customer, with one more comparison; every fifth with a part that only the evaluator can tell.
 */
final class LiveRules {

  private LiveRules() {}

  /** The publications of so many, as their owner would say them. */
  static Stream<Message> published(int count, Instant effectiveFrom) {
    return IntStream.range(0, count).mapToObj(i -> rule(i, effectiveFrom).message());
  }

  private static DefinitionPublished rule(int number, Instant effectiveFrom) {
    var name = "live-" + number;
    var condition =
        "data.customer == \"k-%d\" && data.amount > %d".formatted(number, number % 200)
            + (number % 5 == 0 ? " && size(data.note) > 3" : "");
    return new DefinitionPublished(
        "default",
        "Rule",
        UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)),
        name,
        1,
        1,
        State.ACTIVE,
        effectiveFrom,
        Map.of(),
        Map.of(
            "on",
            List.of("com.example.order"),
            "when",
            condition,
            "then",
            List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", name)))));
  }
}
