package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.contracts.ShadowCompared.Difference;
import dev.sequitur.rule.backtest.domain.Findings;
import dev.sequitur.rule.backtest.domain.Trial;
import dev.sequitur.rule.catalog.TestRules;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A shadow says of events what a backtest of the same two versions says of them. */
class ShadowingPropertyTest {

  private static final String TYPE = "com.example.order";

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void whatDiffersIsWhatABacktestOfBothVersionsFinds(
      @ForAll("conditions") List<String> conditions,
      @ForAll("messages") List<String> messages,
      @ForAll("events") List<String> events) {
    var acting = rule(conditions.getFirst(), messages.getFirst());
    var shadow = rule(conditions.getLast(), messages.getLast());
    var book = RuleBook.of(List.of(acting, shadow.in(7L)));
    var findings = new Findings(trial(shadow), trial(acting), 0);
    var comparisons = new ArrayList<Shadowing.Comparison>();
    for (int i = 0; i < events.size(); i++) {
      var event =
          TestEvents.occurrence(
              TestEvents.accepted(TYPE, "source-" + i, events.get(i)), TestEvents.ACCEPTED_AT);
      var decisions = Evaluation.decide(book, event);
      assertThat(decisions).allMatch(decision -> !decision.rule().isShadow());
      comparisons.addAll(Shadowing.compare(book, event, decisions));
      findings.event(event);
    }

    assertThat(
            new Findings.Difference(
                count(comparisons, Difference.ADDED),
                count(comparisons, Difference.REMOVED),
                count(comparisons, Difference.CHANGED),
                count(comparisons, Difference.SAME)))
        .isEqualTo(findings.difference());
    var codes = new TreeMap<String, Long>();
    comparisons.stream()
        .filter(one -> one.code() != null)
        .forEach(one -> codes.merge(one.code(), 1L, Long::sum));
    assertThat(codes).isEqualTo(findings.subject().codes());
  }

  private static long count(List<Shadowing.Comparison> comparisons, Difference difference) {
    return comparisons.stream().filter(one -> one.difference() == difference).count();
  }

  private static Trial trial(Rule rule) {
    return new Trial(new TreeMap<>(Map.of(Instant.EPOCH, rule)));
  }

  private static Rule rule(String when, String message) {
    return TestRules.rule(
        TestRules.published(
            "r",
            Map.of(
                "on",
                List.of(TYPE),
                "when",
                when,
                "then",
                List.of(
                    Map.of(
                        "id",
                        "tell",
                        "uses",
                        "log.write@1",
                        "with",
                        Map.of("message", message))))));
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return TestConditions.conditions().list().ofSize(2);
  }

  @Provide
  Arbitrary<List<String>> messages() {
    return Arbitraries.of("hi", "hi", "ho", "${data.none}", "${event.id}").list().ofSize(2);
  }

  @Provide
  Arbitrary<List<String>> events() {
    return TestConditions.events().list().ofMinSize(1).ofMaxSize(12);
  }
}
