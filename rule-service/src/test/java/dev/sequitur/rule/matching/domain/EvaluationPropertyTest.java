package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.rule.catalog.TestRules;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** I2, its first half: what is decided depends on the book and the event, on nothing else. */
class EvaluationPropertyTest {

  private static final List<String> PARTS = List.of("com", "example", "order", "placed");
  private static final List<String> CONDITIONS =
      List.of(
          "data.n > 5", "data.n + data.m == 3", "has(data.m)", "data.s.startsWith('a')", "true");
  private static final List<String> MESSAGES =
      List.of("constant", "${data.n}", "n=${data.n} m=${data.m}", "${event.type}", "${data}");

  record Wanted(List<String> on, String when, String message) {}

  @Property(tries = 300)
  void sameBookAndEventDecideTheSameWhateverTheRulesOrder(
      @ForAll("books") List<Wanted> wanted,
      @ForAll("types") String type,
      @ForAll("data") String data,
      @ForAll Random random) {
    var shuffled = new ArrayList<>(rules(wanted));
    Collections.shuffle(shuffled, random);

    var first = Evaluation.decide(RuleBook.of(rules(wanted)), TestEvents.occurrence(type, data));
    var again = Evaluation.decide(RuleBook.of(shuffled), TestEvents.occurrence(type, data));

    assertThat(again.stream().map(EvaluationPropertyTest::said).toList())
        .isEqualTo(first.stream().map(EvaluationPropertyTest::said).toList());
  }

  @Property(tries = 300)
  void rulesThatListenToATypeAreThoseThatAnOrdinaryLookFinds(
      @ForAll("books") List<Wanted> wanted, @ForAll("types") String type) {
    var rules = rules(wanted);
    var book = RuleBook.of(rules);

    // So few are all asked.
    var asked =
        Evaluation.decide(book, TestEvents.occurrence(type, "{}")).stream()
            .map(decision -> decision.rule().starter().name())
            .toList();

    var expected =
        rules.stream()
            .filter(rule -> rule.on().stream().anyMatch(pattern -> covers(pattern, type)))
            .map(rule -> rule.starter().name())
            .toList();
    assertThat(asked).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(book.listening("default", type)).isEqualTo(expected.size());
  }

  @Property(tries = 300)
  void everyRuleHasAnIdOfItsOwnForEveryEvent(
      @ForAll("books") List<Wanted> wanted, @ForAll("data") String data) {
    var book = RuleBook.of(rules(wanted));
    var ids = new HashSet<Object>();
    int runs = 0;
    for (var source : List.of("one", "two", "three")) {
      var event = TestEvents.accepted("com.example.order", source, data);
      for (var decision :
          Evaluation.decide(book, TestEvents.occurrence(event, TestEvents.ACCEPTED_AT))) {
        switch (decision) {
          case Decision.Started(_, var command, _) -> {
            runs++;
            ids.add(command.runId());
          }
          case Decision.Failed(_, var rejection) -> {
            runs++;
            ids.add(rejection.runId());
          }
          case Decision.Unmatched _, Decision.Suppressed _ -> {}
        }
      }
    }
    assertThat(ids).hasSize(runs);
  }

  private static boolean covers(String pattern, String type) {
    return pattern.equals("*")
        || pattern.equals(type)
        || (pattern.endsWith(".*") && type.startsWith(pattern.substring(0, pattern.length() - 1)));
  }

  private static List<Object> said(Decision decision) {
    return switch (decision) {
      case Decision.Started(var rule, var command, var message) ->
          List.of(
              rule.starter(),
              command,
              new String(message.value(), java.nio.charset.StandardCharsets.UTF_8));
      case Decision.Unmatched(var rule, var code) -> List.of(rule.starter(), String.valueOf(code));
      case Decision.Suppressed(var rule, var code) -> List.of(rule.starter(), code);
      case Decision.Failed(var rule, var rejection) -> List.of(rule.starter(), rejection);
    };
  }

  private static List<Rule> rules(List<Wanted> wanted) {
    return IntStream.range(0, wanted.size())
        .mapToObj(i -> TestRules.rule(TestRules.published("r" + i, spec(wanted.get(i)))))
        .toList();
  }

  private static Map<String, @Nullable Object> spec(Wanted wanted) {
    return Map.of(
        "on",
        wanted.on(),
        "when",
        wanted.when(),
        "then",
        List.of(
            Map.of(
                "id", "tell", "uses", "log.write@1", "with", Map.of("message", wanted.message()))));
  }

  @Provide
  Arbitrary<List<Wanted>> books() {
    var patterns =
        Arbitraries.oneOf(types(), types().map(type -> type + ".*"), Arbitraries.just("*"))
            .list()
            .uniqueElements()
            .ofMinSize(1)
            .ofMaxSize(3);
    return Combinators.combine(patterns, Arbitraries.of(CONDITIONS), Arbitraries.of(MESSAGES))
        .as(Wanted::new)
        .list()
        .ofMaxSize(12);
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(PARTS)
        .list()
        .ofMinSize(1)
        .ofMaxSize(4)
        .map(parts -> String.join(".", parts));
  }

  @Provide
  Arbitrary<String> data() {
    var values =
        Arbitraries.of(
            "1", "2", "6", "2.5", "null", "\"a\"", "true", "[1]", "{}", "99999999999999999999");
    return Combinators.combine(values, values, values)
        .as((n, m, s) -> "{\"n\":" + n + ",\"m\":" + m + ",\"s\":" + s + "}");
  }
}
