package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.catalog.TestRules;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RuleBookTest {

  @Test
  void whoListensIsToldOfEachTypeAndOfEachBook() {
    // These two have the same hash code.
    var book = RuleBook.of(List.of(rule("a", "Aa"), rule("b", "BB"), rule("c", "BB")));
    var more = book.with(rule("d", "*"));

    for (int again = 0; again < 2; again++) {
      assertThat(book.listening("default", "Aa")).isEqualTo(1);
      assertThat(book.listening("default", "BB")).isEqualTo(2);
      assertThat(book.listening("default", "C")).isZero();
      assertThat(more.listening("default", "Aa")).isEqualTo(2);
      assertThat(more.listening("default", "BB")).isEqualTo(3);
      assertThat(more.listening("default", "C")).isEqualTo(1);
      assertThat(book.listening("other", "Aa")).isZero();
    }
  }

  private static Rule rule(String name, String type) {
    var then = Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", "hi"));
    return TestRules.rule(
        TestRules.published(name, Map.of("on", List.of(type), "then", List.of(then))));
  }
}
