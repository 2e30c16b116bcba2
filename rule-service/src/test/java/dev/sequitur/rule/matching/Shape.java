package dev.sequitur.rule.matching;

import dev.sequitur.contracts.Message;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Many rules of one kind, and events for them. */
public enum Shape {
  /** An event matches one rule in a hundred. */
  ONE_PERCENT(
      "data.kind == \"k-%1$d\" && data.amount >= 100",
      "{\"kind\":[\"k-%d\"],\"amount\":[{\"numeric\":[\">=\",100]}]}") {
    @Override
    int group(int rule) {
      return rule % 100;
    }

    @Override
    int expected(int rules) {
      return Math.max(1, rules / 100);
    }
  },
  /** Every rule is about one device; an event matches one. */
  PINNED(
      "data.device == \"d-%1$d\" && data.amount >= 100",
      "{\"device\":[\"d-%d\"],\"amount\":[{\"numeric\":[\">=\",100]}]}") {
    @Override
    int group(int rule) {
      return rule;
    }
  },
  /** The same, and a fifth of the rules have a part that only the evaluator can tell. */
  PINNED_WITH_RESIDUES(
      "data.device == \"d-%1$d\" && data.amount >= 100",
      "{\"device\":[\"d-%d\"],\"amount\":[{\"numeric\":[\">=\",100]}]}") {
    @Override
    int group(int rule) {
      return rule;
    }

    @Override
    String condition(int rule) {
      return super.condition(rule) + (rule % 5 == 0 ? " && size(data.note) > " + rule % 7 : "");
    }
  };

  private static final String DATA =
      """
      {"id":"o-%d","device":"d-%d","kind":"k-%d","amount":%d,"currency":"EUR",\
      "customer":{"id":"c-17","tier":"gold"},"note":"please wrap it as a present",\
      "items":[{"sku":"a-1","quantity":2,"price":25.5},{"sku":"b-2","quantity":1,"price":99}]}""";

  private final String condition;
  private final String pattern;

  Shape(String condition, String pattern) {
    this.condition = condition;
    this.pattern = pattern;
  }

  abstract int group(int rule);

  int expected(int rules) {
    return Math.min(1, rules);
  }

  String condition(int rule) {
    return condition.formatted(group(rule));
  }

  /** The same for Event Ruler, which has nothing for the residues: it is asked for less. */
  String pattern(int rule) {
    return pattern.formatted(group(rule));
  }

  List<Rule> rules(int count) {
    return IntStream.range(0, count).mapToObj(this::rule).toList();
  }

  RuleBook book(int count) {
    return RuleBook.of(rules(count));
  }

  private Rule rule(int number) {
    return TestRules.rule(
        TestRules.published(
            "r" + number,
            Map.of(
                "on",
                List.of("com.example.order"),
                "when",
                condition(number),
                "then",
                List.of(
                    Map.of(
                        "id",
                        "tell",
                        "uses",
                        "log.write@1",
                        "with",
                        Map.of("message", "${data.id}"))))));
  }

  /** Events that are for the rules in turn. */
  static List<Message> events(int rules) {
    return IntStream.range(0, 10_000)
        .mapToObj(
            i -> {
              int rule = (int) (i * 7_919L % rules);
              var data = DATA.formatted(i, rule, rule % 100, 100 + i % 900);
              return TestEvents.accepted("com.example.order", "e" + i, data).message();
            })
        .toList();
  }
}
