package dev.sequitur.rule.matching.domain;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * What {@link MatchingPropertyTest} holds, for as many books as {@code -Djqwik.tries.default} says.
 * No build runs it.
 */
class MatchingExploration {

  @Property(edgeCases = EdgeCasesMode.NONE)
  void theIndexMatchesWhatEveryRuleAskedByItselfMatches(
      @ForAll("conditions") List<String> conditions, @ForAll("events") List<String> events) {
    var rules = MatchingPropertyTest.rules(conditions);
    var book = RuleBook.of(rules);
    for (var data : events) {
      MatchingPropertyTest.check(book, rules, data);
    }
  }

  @Provide
  Arbitrary<List<String>> conditions() {
    return TestConditions.conditions().list().ofSize(12);
  }

  @Provide
  Arbitrary<List<String>> events() {
    return TestConditions.events().list().ofSize(40);
  }
}
