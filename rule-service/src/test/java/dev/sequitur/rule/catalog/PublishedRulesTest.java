package dev.sequitur.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
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

  @Test
  void aRuleSeesTheVersionOfAConditionThatIsInForceAtTheEventsInstant() {
    rules.heard(naming("condition('vip')", SWITCH.minusSeconds(60)));
    rules.conditionHeard(condition("vip", 1, 1, State.ACTIVE, SWITCH.minusSeconds(60), "true"));
    rules.conditionHeard(condition("vip", 2, 2, State.ACTIVE, SWITCH, "false"));
    rules.conditionHeard(condition("vip", 2, 3, State.DISABLED, SWITCH.plusSeconds(60), "false"));

    assertThat(decisionAt(SWITCH.minusMillis(1))).isInstanceOf(Decision.Started.class);
    assertThat(codeAt(SWITCH)).isNull();
    assertThat(codeAt(SWITCH.plusSeconds(59))).isNull();
    assertThat(codeAt(SWITCH.plusSeconds(60))).isEqualTo("CONDITION_NOT_IN_FORCE");
    // Again, after the switch: a batch that is repeated decides what it decided.
    assertThat(decisionAt(SWITCH.minusMillis(1))).isInstanceOf(Decision.Started.class);
  }

  @Test
  void aConditionIsSeenThroughAnotherAndFromNoOtherWorkspace() {
    rules.heard(naming("condition('outer') && true", SWITCH));
    rules.conditionHeard(condition("outer", 1, 1, State.ACTIVE, SWITCH, "!condition('inner')"));
    assertThat(codeAt(SWITCH)).isEqualTo("CONDITION_NOT_IN_FORCE");

    rules.conditionHeard(
        new DefinitionPublished(
            "elsewhere",
            "Condition",
            TestRules.uid("other"),
            "inner",
            1,
            1,
            State.ACTIVE,
            SWITCH,
            Map.of(),
            Map.of("when", "false")));
    assertThat(codeAt(SWITCH)).isEqualTo("CONDITION_NOT_IN_FORCE");

    rules.conditionHeard(
        condition("inner", 1, 1, State.ACTIVE, SWITCH.plusSeconds(1), "event.type == 'x'"));
    assertThat(codeAt(SWITCH)).isEqualTo("CONDITION_NOT_IN_FORCE");
    assertThat(decisionAt(SWITCH.plusSeconds(1))).isInstanceOf(Decision.Started.class);
  }

  @Test
  void evidenceHoldsWhatANamedConditionSaw() {
    rules.heard(naming("condition('typed')", SWITCH));
    rules.conditionHeard(
        condition("typed", 1, 1, State.ACTIVE, SWITCH, "event.type == 'com.example.order'"));
    assertThat(decisionAt(SWITCH))
        .isInstanceOfSatisfying(
            Decision.Started.class,
            started ->
                assertThat(started.command().evidence())
                    .containsEntry("event.type", "com.example.order"));
  }

  @Test
  void aRuleIsMadeOnceForEachCombinationOfVersions() {
    rules.heard(naming("condition('vip')", SWITCH));
    rules.conditionHeard(condition("vip", 1, 1, State.ACTIVE, SWITCH, "true"));
    var before = decisionAt(SWITCH).rule();
    rules.conditionHeard(condition("another", 1, 1, State.ACTIVE, SWITCH, "true"));

    assertThat(decisionAt(SWITCH).rule()).isSameAs(before);
  }

  @Test
  void conditionsThatNameEachOtherInTheMeantimeAreToldAndStopNothing() {
    rules.heard(naming("condition('a')", SWITCH));
    rules.conditionHeard(condition("a", 1, 1, State.ACTIVE, SWITCH, "condition('b')"));
    rules.conditionHeard(condition("b", 1, 1, State.ACTIVE, SWITCH, "condition('a')"));

    assertThat(codeAt(SWITCH)).isEqualTo("CONDITION_CYCLIC");
  }

  private Decision decisionAt(Instant instant) {
    return decisions(instant).getFirst();
  }

  private @Nullable String codeAt(Instant instant) {
    return ((Decision.Unmatched) decisionAt(instant)).code();
  }

  private static DefinitionPublished naming(String when, Instant from) {
    var plain = change(1, 1, State.ACTIVE, from);
    var spec = new HashMap<String, @Nullable Object>(plain.spec());
    spec.put("when", when);
    return new DefinitionPublished(
        "default", "Rule", plain.uid(), "r", 1, 1, State.ACTIVE, from, Map.of(), spec);
  }

  private static DefinitionPublished condition(
      String name, int version, long change, State state, Instant from, String when) {
    return new DefinitionPublished(
        "default",
        "Condition",
        TestRules.uid("condition " + name),
        name,
        version,
        change,
        state,
        from,
        Map.of(),
        Map.of("when", when));
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
