package dev.sequitur.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.Shadow;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.Shadowing;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What decides without effects does so from its instant on and until its instant. */
class PublishedShadowsTest {

  private static final Instant BEGIN = Instant.parse("2026-01-02T03:04:05.000Z");
  private static final Instant END = BEGIN.plusSeconds(60);
  private static final String TYPE = "com.example.order";

  private final PublishedRules rules =
      new PublishedRules(TestRules.compiler(), new SimpleMeterRegistry());

  @Test
  void aShadowBeginsAndIsPromotedAtOneInstant() {
    heard(promoted());

    assertThat(at(BEGIN.minusMillis(1))).containsExactly("acts 1");
    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(END.minusMillis(1))).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(END)).containsExactly("acts 2");
    // Again, after the switch: a batch that is repeated decides what it decided.
    assertThat(at(END.minusMillis(1))).containsExactly("acts 1", "2 beside 1: SAME");
  }

  @Test
  void theOrderInWhichChangesAreHeardIsNothing() {
    heard(promoted().reversed());

    assertThat(at(BEGIN.minusMillis(1))).containsExactly("acts 1");
    assertThat(at(END.minusMillis(1))).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(END)).containsExactly("acts 2");
  }

  @Test
  void whereNoVersionActsTheShadowDecidesAllTheSame() {
    heard(List.of(change(0, 1, State.DISABLED, BEGIN, shadow(1, 1, "true"))));

    assertThat(at(BEGIN.minusMillis(1))).isEmpty();
    assertThat(at(BEGIN)).containsExactly("1 beside 0: ADDED");
  }

  @Test
  void aSuspendedRulesShadowRestsAndAnArchivedOnesIsGone() {
    heard(
        List.of(
            change(1, 1, State.ACTIVE, BEGIN, shadow(2, 1, "true")),
            change(1, 2, State.DISABLED, BEGIN.plusSeconds(1), null),
            change(1, 3, State.ACTIVE, BEGIN.plusSeconds(2), shadow(2, 1, "true")),
            change(1, 4, State.ARCHIVED, BEGIN.plusSeconds(3), null)));

    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(BEGIN.plusSeconds(1))).isEmpty();
    assertThat(at(BEGIN.plusSeconds(2))).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(BEGIN.plusSeconds(3))).isEmpty();
  }

  @Test
  void aShadowThatDoesNotMatchOrFailsIsToldAndOneThatIsNoRuleIsNot() {
    heard(List.of(change(1, 1, State.ACTIVE, BEGIN, shadow(2, 1, "data.n > 1"))));
    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: REMOVED EXPRESSION_FIELD_MISSING");

    heard(List.of(change(1, 2, State.ACTIVE, END, shadow(3, 2, "event.type == 'x'"))));
    assertThat(at(END)).containsExactly("acts 1", "3 beside 1: REMOVED");

    heard(
        List.of(
            change(
                1,
                3,
                State.ACTIVE,
                END.plusSeconds(1),
                new Shadow(4, 3, Map.of(), Map.of("on", 5)))));
    assertThat(at(END.plusSeconds(1))).containsExactly("acts 1");
  }

  @Test
  void aShadowThatListensToOtherTypesMatchesNothing() {
    var spec = Map.<String, @Nullable Object>of("on", List.of("com.example.other"), "then", then());
    heard(List.of(change(1, 1, State.ACTIVE, BEGIN, new Shadow(2, 1, Map.of(), spec))));

    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: REMOVED");
  }

  @Test
  void aShadowSeesTheVersionOfAConditionThatIsInForceAtTheEventsInstant() {
    heard(List.of(change(1, 1, State.ACTIVE, BEGIN, shadow(2, 1, "condition('vip')"))));
    rules.conditionHeard(condition(1, BEGIN, "true"));
    rules.conditionHeard(condition(2, END, "event.type == 'x'"));

    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: SAME");
    assertThat(at(END)).containsExactly("acts 1", "2 beside 1: REMOVED");

    heard(List.of(change(1, 2, State.ACTIVE, END.plusSeconds(1), null)));
    assertThat(at(END.plusSeconds(1))).containsExactly("acts 1");
    rules.conditionHeard(condition(3, END.plusSeconds(2), "true"));
    assertThat(at(END.plusSeconds(2))).containsExactly("acts 1");
  }

  @Test
  void bothVersionsNameConditionsAndEachSeesItsOwn() {
    var spec = spec("condition('vip')");
    heard(
        List.of(
            new DefinitionPublished(
                "default",
                "Rule",
                TestRules.uid("r"),
                "r",
                1,
                1,
                State.ACTIVE,
                BEGIN,
                Map.of(),
                spec,
                shadow(2, 1, "!condition('vip')"))));
    rules.conditionHeard(condition(1, BEGIN, "true"));
    rules.conditionHeard(condition(2, END, "event.type == 'x'"));

    assertThat(at(BEGIN)).containsExactly("acts 1", "2 beside 1: REMOVED");
    assertThat(at(END)).containsExactly("2 beside 1: ADDED");
  }

  private static List<DefinitionPublished> promoted() {
    return List.of(
        change(1, 1, State.ACTIVE, BEGIN.minusSeconds(60), null),
        change(1, 2, State.ACTIVE, BEGIN, shadow(2, 2, "true")),
        change(2, 3, State.ACTIVE, END, null));
  }

  private void heard(List<DefinitionPublished> changes) {
    changes.forEach(rules::heard);
  }

  /** What happens to an event of an instant. */
  private List<String> at(Instant instant) {
    var event = event(instant);
    var book = rules.inForceAt(instant);
    var decisions = Evaluation.decide(book, event);
    return Stream.concat(
            decisions.stream()
                .filter(one -> one instanceof dev.sequitur.rule.matching.domain.Decision.Started)
                .map(one -> "acts " + one.rule().starter().version()),
            Shadowing.compare(book, event, decisions).stream().map(PublishedShadowsTest::text))
        .toList();
  }

  private static String text(Shadowing.Comparison one) {
    return one.shadow().starter().version()
        + " beside "
        + one.acting()
        + ": "
        + one.difference()
        + (one.code() == null ? "" : " " + one.code());
  }

  private static Occurrence event(Instant instant) {
    return TestEvents.occurrence(TestEvents.accepted(TYPE, "one", "{}"), instant);
  }

  private static DefinitionPublished change(
      int version, long change, State state, Instant from, @Nullable Shadow shadow) {
    return new DefinitionPublished(
        "default",
        "Rule",
        TestRules.uid("r"),
        "r",
        version,
        change,
        state,
        from,
        Map.of(),
        spec("true"),
        shadow);
  }

  private static Shadow shadow(int version, long begun, String when) {
    return new Shadow(version, begun, Map.of(), spec(when));
  }

  private static DefinitionPublished condition(int version, Instant from, String when) {
    return new DefinitionPublished(
        "default",
        "Condition",
        TestRules.uid("condition vip"),
        "vip",
        version,
        version,
        State.ACTIVE,
        from,
        Map.of(),
        Map.of("when", when));
  }

  private static Map<String, @Nullable Object> spec(String when) {
    return Map.of("on", List.of(TYPE), "when", when, "then", then());
  }

  private static List<Map<String, @Nullable Object>> then() {
    return List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi")));
  }
}
