package dev.sequitur.rule.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import dev.sequitur.kit.definition.Books;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Occurrence;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.Shadowing;
import dev.sequitur.rule.matching.domain.TestEvents;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/**
 * Publications and lookups at any instant, in any order: every book that was made of another is
 * like one that is made of what is active then and nothing else.
 */
class EditionsPropertyTest {

  private static final Instant START = Instant.parse("2026-01-02T03:04:05Z");
  private static final List<String> RULES =
      List.of(
          "true",
          "data.n == 1",
          "data.n > 2",
          "condition('a')",
          "condition('b') && data.n == 1",
          "condition('a') || condition('c')");
  private static final List<String> CONDITIONS =
      List.of("data.n == 1", "data.n < 5", "!condition('b')", "condition('c')", "data.none");
  private static final List<String> DATA = List.of("{\"n\":1}", "{\"n\":4}", "{}");

  /**
   * What happens.
   *
   * @param thing which rule or condition is published, switched off, or issued again
   * @param second when that takes effect
   * @param asked at which second the book is looked at afterwards
   */
  record Step(int thing, State state, int text, int second, boolean again, int asked) {}

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void aBookIsLikeOneThatIsMadeOfWhatIsActiveThen(@ForAll("steps") List<Step> steps) {
    var rules = new PublishedRules(TestRules.compiler(), new SimpleMeterRegistry());
    var active = new Books<>(List::copyOf);
    var latest = new HashMap<Integer, DefinitionPublished>();
    for (var step : steps) {
      var change = latest.compute(step.thing(), (_, known) -> next(step, known));
      hear(rules, change);
      active.heard(change);
      var at = START.plusSeconds(step.asked());

      assertThat(said(rules.inForceAt(at))).isEqualTo(said(fresh(active.inForceAt(at))));
    }
    for (int second = 0; second < 12; second++) {
      var at = START.plusSeconds(second);
      assertThat(said(rules.inForceAt(at))).isEqualTo(said(fresh(active.inForceAt(at))));
    }
  }

  private static RuleBook fresh(List<DefinitionPublished> active) {
    var rules = new PublishedRules(TestRules.compiler(), new SimpleMeterRegistry());
    active.forEach(change -> hear(rules, change.effectiveFrom(START)));
    return rules.inForceAt(START);
  }

  private static List<String> said(RuleBook book) {
    return DATA.stream()
        .flatMap(data -> said(book, TestEvents.occurrence("com.example.order", data)))
        .toList();
  }

  private static Stream<String> said(RuleBook book, Occurrence event) {
    var decisions = Evaluation.decide(book, event);
    var beside =
        Shadowing.compare(book, event, decisions).stream()
            .map(
                one ->
                    one.shadow().starter().name()
                        + one.shadow().starter().version()
                        + " beside "
                        + one.acting()
                        + " "
                        + one.difference()
                        + " "
                        + one.code());
    return Stream.concat(said(decisions), beside);
  }

  private static Stream<String> said(List<Decision> decisions) {
    return decisions.stream()
        .map(
            decision ->
                decision.rule().starter().name()
                    + decision.rule().starter().version()
                    + switch (decision) {
                      case Decision.Started _ -> " started";
                      case Decision.Unmatched(_, var code) -> " unmatched " + code;
                      case Decision other -> " " + other;
                    });
  }

  private static void hear(PublishedRules rules, DefinitionPublished change) {
    if (change.kind().equals("Rule")) {
      rules.heard(change);
    } else {
      rules.conditionHeard(change);
    }
  }

  /** A change that is issued again says what it said, from another instant on. */
  private static DefinitionPublished next(Step step, @Nullable DefinitionPublished known) {
    var from = START.plusSeconds(step.second());
    if (known == null) {
      return change(step, 1, from);
    }
    return step.again() ? known.effectiveFrom(from) : change(step, known.version() + 1, from);
  }

  private static DefinitionPublished change(Step step, int number, Instant from) {
    boolean isRule = step.thing() < 5;
    // Two of the four conditions have one name.
    var name = isRule ? "r" + step.thing() : List.of("a", "b", "c", "a").get(step.thing() - 5);
    Map<String, @Nullable Object> spec =
        isRule
            ? Map.of("on", List.of("com.example.order"), "when", text(RULES, step), "then", then())
            : Map.of("when", text(CONDITIONS, step));
    return new DefinitionPublished(
        "default",
        isRule ? "Rule" : "Condition",
        TestRules.uid("thing " + step.thing()),
        name,
        number,
        number,
        step.state(),
        from,
        Map.of(),
        spec,
        isRule && step.state() == State.ACTIVE ? shadow(step, number) : null);
  }

  /** Of every third version, one under another condition. */
  private static DefinitionPublished.@Nullable Shadow shadow(Step step, int number) {
    Map<String, @Nullable Object> spec =
        Map.of(
            "on",
            List.of("com.example.order"),
            "when",
            RULES.get((step.text() + step.second()) % RULES.size()),
            "then",
            then());
    return step.text() % 3 == 0
        ? new DefinitionPublished.Shadow(number + 100, number, Map.of(), spec)
        : null;
  }

  private static String text(List<String> texts, Step step) {
    return texts.get(step.text() % texts.size());
  }

  private static List<Map<String, @Nullable Object>> then() {
    return List.of(Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hello")));
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    var states =
        Arbitraries.of(State.ACTIVE, State.ACTIVE, State.ACTIVE, State.DISABLED, State.ARCHIVED);
    return Combinators.combine(
            Arbitraries.integers().between(0, 8),
            states,
            Arbitraries.integers().between(0, 29),
            Arbitraries.integers().between(0, 10),
            Arbitraries.of(false, false, false, true),
            Arbitraries.integers().between(0, 11))
        .as(Step::new)
        .list()
        .ofMaxSize(24);
  }
}
