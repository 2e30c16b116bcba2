package dev.sequitur.rule.matching.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.expression.FieldTree;
import dev.sequitur.rule.catalog.TestRules;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** What rules' arguments read is read along with what conditions ask for, and shows nowhere. */
class ArgumentsAtHandPropertyTest {

  private static final String TYPE = "com.example.order";
  private static final List<String> MESSAGES =
      List.of("${data.a}", "${data.a.b}", "is ${data.c}", "${data}", "${event.id} ${data.c.b}");

  @Property(tries = 500)
  void aCommandIsTheSameHoweverItsEventWasRead(@ForAll("objects") String data) {
    var message = TestEvents.accepted(TYPE, "e", data).message();
    for (var text : MESSAGES) {
      var book = RuleBook.of(List.of(rule("r", "has(data.a) || data.c == 1", text)));
      var inOnePass = ReadEvent.of(message.headers(), message.value(), book::fields);
      var parsed = ReadEvent.of(message.headers(), message.value());
      assertThat(said(book, inOnePass)).as("%s of %s", text, data).isEqualTo(said(book, parsed));
    }
  }

  @Test
  void fieldsOfArgumentsAreReadWithThoseOfConditions() {
    var fields = RuleBook.of(List.of(rule("r", "data.c == 1", "${data.a.b}"))).fields("default");
    assertThat(data(fields).members()).containsOnlyKeys("a", "c");
    assertThat(member(data(fields), "a").members()).containsOnlyKeys("b");
  }

  @Test
  void whereThereAreManyFieldsOnlyConditionsAddToThem() {
    var rules = new ArrayList<Rule>();
    IntStream.range(0, 400).forEach(i -> rules.add(rule("r" + i, "true", "${data.f" + i + "}")));
    var book = RuleBook.of(rules);
    int before = data(book.fields("default")).members().size();
    assertThat(before).isBetween(200, 300);

    var more = book.with(rule("more", "data.asked == 1", "${data.unasked}"));
    assertThat(data(more.fields("default")).members())
        .hasSize(before + 1)
        .containsKey("asked")
        .doesNotContainKey("unasked");

    var fewer = more;
    for (var rule : more.rules("default")) {
      fewer = fewer.without("default", rule.starter().uid());
    }
    assertThat(fewer.fields("default").members()).isEmpty();
  }

  private static FieldTree data(FieldTree fields) {
    return member(fields, "data");
  }

  private static FieldTree member(FieldTree fields, String name) {
    return Objects.requireNonNull(fields.member(name), name);
  }

  private static String said(RuleBook book, ReadEvent event) {
    return Evaluation.decide(book, event.at(0, 1, TestEvents.ACCEPTED_AT)).stream()
        .map(
            decision ->
                switch (decision) {
                  case Decision.Started(_, _, var message) ->
                      new String(message.value(), StandardCharsets.UTF_8);
                  case Decision.Failed(_, var rejection) -> rejection.toString();
                  case Decision other -> other.toString();
                })
        .toList()
        .toString();
  }

  private static Rule rule(String name, String when, String message) {
    var then = Map.of("id", "tell", "uses", "log.write@1", "with", Map.of("message", message));
    return TestRules.rule(
        TestRules.published(
            name, Map.of("on", List.of(TYPE), "when", when, "then", List.of(then))));
  }

  @Provide
  Arbitrary<String> objects() {
    var values =
        Arbitraries.of(
            "1",
            "-0.0",
            "1e400",
            "9223372036854775808",
            "\"ü\"",
            "null",
            "true",
            "[1]",
            "{}",
            "{\"b\":2.5}",
            "{\"b\":null}",
            "{\"b\":{\"a\":1}}",
            "{\"b\":[]}",
            "{\"x\":1}");
    var members =
        Combinators.combine(Arbitraries.of("a", "c", "x"), values)
            .as((name, value) -> "\"" + name + "\":" + value);
    return Arbitraries.oneOf(
        values,
        members
            .list()
            .uniqueElements(member -> member.substring(0, 3))
            .ofMaxSize(3)
            .map(all -> "{" + String.join(",", all) + "}"));
  }
}
