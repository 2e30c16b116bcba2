package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.catalog.TestRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import org.jspecify.annotations.Nullable;

/**
 * The index held against an evaluator that knows of none: every rule's whole condition, one by one,
 * over the whole event. {@code MatchingExploration} looks further, by hand.
 */
class MatchingPropertyTest {

  private static final String TYPE = "com.example.order";
  private static final List<String> PATTERNS =
      List.of(TYPE, TYPE, TYPE, "com.example.*", "com.*", "*", "com.example.invoice");

  /** So many that the others are found by the index, and not because there are few. */
  private static final List<Rule> CROWD =
      IntStream.range(0, 40).mapToObj(MatchingPropertyTest::oneOfTheCrowd).toList();

  private static final AtomicLong PAIRS = new AtomicLong();
  private static final AtomicLong REACHED = new AtomicLong();
  private static final AtomicLong MATCHED = new AtomicLong();

  @Property(tries = 450, edgeCases = EdgeCasesMode.NONE)
  void theIndexMatchesWhatEveryRuleAskedByItselfMatches(
      @ForAll("conditions") List<String> conditions, @ForAll("events") List<String> events) {
    var rules = rules(conditions);
    var book = RuleBook.of(rules);
    for (var data : events) {
      check(book, rules, data);
    }
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aBookThatWasChangedIsLikeOneThatWasMade(
      @ForAll("conditions") List<String> before,
      @ForAll("conditions") List<String> after,
      @ForAll("events") List<String> events) {
    var changed = RuleBook.of(rules(before));
    for (int i = 0; i < before.size(); i += 3) {
      changed = changed.without("default", TestRules.uid("r" + i));
    }
    var rules = rules(after);
    for (var rule : rules) {
      changed = changed.with(rule);
    }
    assertThat(changed.size()).isEqualTo(rules.size());
    for (var data : events) {
      check(changed, rules, data);
    }
    for (var rule : rules) {
      changed = changed.without("default", rule.starter().uid());
    }
    assertThat(changed.size()).isZero();
    assertThat(changed.fields("default").members()).isEmpty();
  }

  @AfterContainer
  static void thePairsWereManyAndNotAllAlike() {
    assertThat(PAIRS.get()).isGreaterThan(100_000);
    assertThat(MATCHED.get()).isGreaterThan(PAIRS.get() / 100);
    assertThat(REACHED.get()).isBetween(MATCHED.get() + 1, PAIRS.get() - 1);
  }

  static void check(RuleBook book, List<Rule> rules, String data) {
    var accepted = TestEvents.accepted(TYPE, "one", data);
    var event =
        ReadEvent.of(accepted.message().headers(), accepted.data(), book::fields)
            .at(0, 7, TestEvents.ACCEPTED_AT);
    var whole = TestEvents.occurrence(accepted, TestEvents.ACCEPTED_AT);
    var reached = new HashSet<UUID>();
    var matching = new ArrayList<Rule>();
    var naive = naive(whole);
    for (var decision : Evaluation.decide(book, event)) {
      reached.add(decision.rule().starter().uid());
      same(decision, decision.rule().condition().verdict(naive), whole);
      if (!(decision instanceof Decision.Unmatched)) {
        matching.add(decision.rule());
      }
    }
    for (var rule : listening(rules)) {
      if (!reached.contains(rule.starter().uid())) {
        assertThat(rule.condition().verdict(naive).matched())
            .as(() -> rule.condition() + " is not reached by " + data)
            .isFalse();
      }
    }
    assertThat(Evaluation.matching(book, event)).isEqualTo(matching);
    PAIRS.addAndGet(rules.size() - CROWD.size());
    REACHED.addAndGet(reached.size());
    MATCHED.addAndGet(matching.size());
  }

  private static void same(Decision decision, Verdict naive, Occurrence whole) {
    // A text for each pair would cost more than the pair.
    Supplier<String> what = () -> decision.rule().condition() + " on " + whole.data();
    switch (decision) {
      case Decision.Started(var rule, _, var message) -> {
        assertThat(naive.matched()).as(what).isTrue();
        var slowly =
            new RunStart(rule, whole, new EventVariables(whole, FieldValues.none(FieldTree.EMPTY)))
                .decide();
        assertThat(message.value()).isEqualTo(((Decision.Started) slowly).message().value());
      }
      case Decision.Failed _, Decision.Suppressed _ -> throw new AssertionError(what.get());
      case Decision.Unmatched(_, var code) -> {
        assertThat(naive.matched()).as(what).isFalse();
        assertThat(code)
            .as(what)
            .isEqualTo(naive instanceof Verdict.Failed(var expected, _) ? expected : null);
      }
    }
  }

  private static Variables naive(Occurrence whole) {
    return new EventVariables(whole, FieldValues.none(FieldTree.EMPTY));
  }

  private static List<Rule> listening(List<Rule> rules) {
    return rules.stream()
        .filter(rule -> !rule.on().equals(List.of("com.example.invoice")))
        .toList();
  }

  static List<Rule> rules(List<String> conditions) {
    var rules = new ArrayList<>(CROWD);
    for (int i = 0; i < conditions.size(); i++) {
      rules.add(rule("r" + i, PATTERNS.get(i % PATTERNS.size()), conditions.get(i)));
    }
    return rules;
  }

  private static Rule oneOfTheCrowd(int number) {
    var pattern = List.of(TYPE, "com.example.*").get(number % 2);
    return rule("crowd" + number, pattern, "data.a == \"crowd\" && data.b > " + number);
  }

  private static Rule rule(String name, String pattern, String condition) {
    Map<String, @Nullable Object> spec =
        Map.of(
            "on",
            List.of(pattern),
            "when",
            condition,
            "then",
            List.of(Map.of("id", "t", "uses", "log.write@1", "with", Map.of("message", "${now}"))));
    return TestRules.rule(TestRules.published(name, spec));
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return TestConditions.conditions().list().ofSize(12);
  }

  @Provide
  Arbitrary<List<String>> events() {
    return TestConditions.events().list().ofSize(18);
  }
}
