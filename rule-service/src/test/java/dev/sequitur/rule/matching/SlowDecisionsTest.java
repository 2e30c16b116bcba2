package dev.sequitur.rule.matching;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.AcceptedEvent;
import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Ids;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.RuleBook;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SlowDecisionsTest {

  private static final RuleBook BOOK =
      RuleBook.of(
          List.of(
              TestRules.rule(
                  TestRules.published(
                      "slow",
                      Map.of(
                          "on",
                          List.of("com.example.order"),
                          "when",
                          "data.id == 'x'",
                          "then",
                          List.of(
                              Map.of(
                                  "id",
                                  "a",
                                  "uses",
                                  "log.write@1",
                                  "with",
                                  Map.of("message", "m"))))))));

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void aRuleThatTakesLongIsCountedOnceInAWhile() {
    var slow = new SlowDecisions(registry, Duration.ZERO);
    slow.watch(1, SlowDecisionsTest::batch);
    slow.watch(1, SlowDecisionsTest::batch);
    assertThat(registry.counter("sequitur.expression.slow").count()).isEqualTo(1);
  }

  @Test
  void aBatchThatWasQuickIsNotLookedAt() {
    var slow = new SlowDecisions(registry, Duration.ofMillis(50));
    slow.watch(
        49_000_000,
        () -> {
          throw new AssertionError("looked at");
        });
    assertThat(registry.counter("sequitur.expression.slow").count()).isZero();
  }

  @Test
  void aBatchWhoseRulesAreQuickRaisesNoAlarm() {
    var slow = new SlowDecisions(registry, Duration.ofMinutes(1));
    slow.watch(Duration.ofMinutes(2).toNanos(), SlowDecisionsTest::batch);
    assertThat(registry.counter("sequitur.expression.slow").count()).isZero();
  }

  private static Stream<SlowDecisions.Decided> batch() {
    return Stream.of(new SlowDecisions.Decided(BOOK, event()));
  }

  private static Occurrence event() {
    var accepted =
        new AcceptedEvent(
            Ids.event("default", Ids.NO_TRIGGER, "1"),
            "default",
            "com.example.order",
            "/test",
            "subject",
            "key",
            null,
            Ids.NO_TRIGGER,
            0,
            0,
            "{\"id\":\"y\"}".getBytes(StandardCharsets.UTF_8),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
    return new Occurrence(
        accepted,
        Map.of("id", "y"),
        new EventReference(
            accepted.id(),
            accepted.type(),
            0,
            0,
            Instant.EPOCH,
            accepted.subject(),
            accepted.key(),
            accepted.trigger(),
            null,
            null));
  }
}
