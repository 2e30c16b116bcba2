package dev.sequitur.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One instant, one version: which rules decide on an event is a matter of its own instant. */
class PublishedRulesTest {

  private static final Instant SWITCH = Instant.parse("2026-01-02T03:04:05.000Z");

  private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
  private final PublishedRules rules = new PublishedRules(TestRules.compiler(), metrics);

  @Test
  void aVersionHoldsFromItsInstantOnAndNotAMillisecondBefore() {
    rules.heard(change(1, 1, State.ACTIVE, SWITCH.minusSeconds(60)));
    rules.heard(change(2, 2, State.ACTIVE, SWITCH));

    assertThat(versionsAt(SWITCH.minusMillis(1))).containsExactly(1);
    assertThat(versionsAt(SWITCH)).containsExactly(2);
    assertThat(versionsAt(SWITCH.plusMillis(1))).containsExactly(2);
    // Again, after the switch: a batch that is repeated decides what it decided.
    assertThat(versionsAt(SWITCH.minusMillis(1))).containsExactly(1);
  }

  @Test
  void aSuspendedRuleStartsNothingFromItsInstantOn() {
    rules.heard(change(1, 1, State.ACTIVE, SWITCH.minusSeconds(60)));
    rules.heard(change(1, 2, State.DISABLED, SWITCH));
    rules.heard(change(1, 3, State.ACTIVE, SWITCH.plusSeconds(60)));

    assertThat(versionsAt(SWITCH.minusMillis(1))).containsExactly(1);
    assertThat(versionsAt(SWITCH)).isEmpty();
    assertThat(versionsAt(SWITCH.plusSeconds(60))).containsExactly(1);
  }

  @Test
  void anArchivedRuleStartsNothing() {
    rules.heard(change(1, 1, State.ACTIVE, SWITCH.minusSeconds(60)));
    rules.heard(change(1, 2, State.ARCHIVED, SWITCH));

    assertThat(versionsAt(SWITCH)).isEmpty();
  }

  @Test
  void nothingIsInForceBeforeTheFirstPublication() {
    rules.heard(change(1, 1, State.ACTIVE, SWITCH));

    assertThat(versionsAt(SWITCH.minusMillis(1))).isEmpty();
  }

  @Test
  void aSpecOfAnotherFormIsNotInForceAndStopsNoOther() {
    rules.heard(change(1, 1, State.ACTIVE, SWITCH));
    rules.heard(TestRules.published("strange", Map.of("on", 5, "then", "x")));
    rules.heard(TestRules.published("empty", Map.of()));

    assertThat(versionsAt(SWITCH)).containsExactly(1);
    assertThat(metrics.get("sequitur.rule.unusable").gauge().value()).isEqualTo(2);
  }

  @Test
  void oneVersionIsCompiledOnce() {
    var change = change(1, 1, State.ACTIVE, SWITCH);
    rules.heard(change);
    var before = decisions(SWITCH.plusSeconds(1)).getFirst().rule();
    rules.heard(change.effectiveFrom(SWITCH.plusMillis(500)));
    var after = decisions(SWITCH.plusSeconds(1)).getFirst().rule();

    assertThat(after).isSameAs(before);
  }

  private List<Integer> versionsAt(Instant instant) {
    return decisions(instant).stream().map(one -> one.rule().starter().version()).toList();
  }

  private List<Decision> decisions(Instant instant) {
    return Evaluation.decide(
        rules.inForceAt(instant),
        TestEvents.occurrence(TestEvents.accepted("com.example.order", "one", "{}"), instant));
  }

  private static DefinitionPublished change(int version, long change, State state, Instant from) {
    Map<String, @Nullable Object> spec =
        Map.of(
            "on",
            List.of("com.example.order"),
            "then",
            List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    return new DefinitionPublished(
        "default", "Rule", TestRules.uid("r"), "r", version, change, state, from, Map.of(), spec);
  }
}
