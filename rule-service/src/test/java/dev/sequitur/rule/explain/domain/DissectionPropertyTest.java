package dev.sequitur.rule.explain.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.matching.domain.EventVariables;
import dev.sequitur.rule.matching.domain.TestEvents;
import java.util.List;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** I8 for explanations: the parts, put together, say what the condition itself says. */
class DissectionPropertyTest {

  private static final List<String> TESTS =
      List.of(
          "data.n > 5",
          "data.n == data.m",
          "data.s.startsWith('a')",
          "data.o.s == 'a'",
          "has(data.m)",
          "has(data.o.s)",
          "data.b",
          "data.none",
          "data.l.exists(x, x > 1)",
          "data.l[0] == 1",
          "data.n in [1, 2, 'a']",
          "data.n / data.m > 1",
          "(data.b ? data.n : data.m) > 1",
          "(data.b && data.n > 1) == true",
          "event.subject == 'a'",
          "now > timestamp('2026-01-01T00:00:00Z')",
          "true",
          "false");

  @Property(tries = 2_000)
  void partsPutTogetherSayWhatTheConditionSays(
      @ForAll("conditions") String condition, @ForAll("data") String data) {
    var expression = compiled(condition);
    Assume.that(expression != null);
    var variables = new EventVariables(TestEvents.occurrence("com.example.order", data));

    var part = Dissection.of(Clause.of(Objects.requireNonNull(expression)), variables);

    assertThat(said(part.verdict())).isEqualTo(said(expression.condition(variables)));
    assertThat(Dissection.verdict(Clause.of(expression), variables)).isEqualTo(part.verdict());
  }

  @Property(tries = 500)
  void nothingIsReachedBehindThePartThatDecides(
      @ForAll("conditions") String condition, @ForAll("data") String data) {
    var expression = compiled(condition);
    Assume.that(expression != null);
    var variables = new EventVariables(TestEvents.occurrence("com.example.order", data));

    assertReached(Dissection.of(Clause.of(Objects.requireNonNull(expression)), variables), true);
  }

  /** Of a verdict without its sentence: a part knows better than the whole what does not fit. */
  private static String said(@Nullable Verdict verdict) {
    return switch (verdict) {
      case Verdict.Failed(var code, _) -> code;
      case null -> "unknown";
      case Verdict.Matched _ -> "true";
      case Verdict.Unmatched _ -> "false";
    };
  }

  private static void assertReached(Part part, boolean reached) {
    assertThat(part.reached()).as(part.text()).isEqualTo(reached);
    boolean open = reached;
    for (var one : part.parts()) {
      assertReached(one, open);
      open &= !decides(part.kind(), one.verdict());
    }
  }

  private static boolean decides(Part.Kind kind, @Nullable Verdict verdict) {
    return switch (kind) {
      case ALL -> verdict instanceof Verdict.Unmatched;
      case ANY -> verdict instanceof Verdict.Matched;
      case NOT, TEST -> false;
    };
  }

  private static @Nullable Expression compiled(String condition) {
    return Expressions.compileCondition(condition, Scope.EVENT)
            instanceof Compilation.Compiled(var expression)
        ? expression
        : null;
  }

  @Provide
  Arbitrary<String> conditions() {
    return conditions(3);
  }

  private static Arbitrary<String> conditions(int depth) {
    if (depth == 0) {
      return Arbitraries.of(TESTS);
    }
    var below = conditions(depth - 1);
    var two = Combinators.combine(below, below);
    return Arbitraries.frequencyOf(
        Tuple.of(3, Arbitraries.of(TESTS)),
        Tuple.of(2, two.as((a, b) -> a + " && " + b)),
        Tuple.of(2, two.as((a, b) -> a + " || " + b)),
        Tuple.of(2, two.as((a, b) -> "(" + a + ") && (" + b + ")")),
        Tuple.of(2, two.as((a, b) -> "(" + a + ") || (" + b + ")")),
        Tuple.of(2, below.map(a -> "!(" + a + ")")));
  }

  @Provide
  Arbitrary<String> data() {
    var values =
        Arbitraries.of(
            "0",
            "1",
            "6",
            "2.5",
            "null",
            "\"a\"",
            "true",
            "false",
            "[1, 2]",
            "{\"s\": \"a\"}",
            "99999999999999999999");
    var names = Arbitraries.of("n", "m", "s", "b", "l", "o");
    return Combinators.combine(names, values)
        .as((name, value) -> new String[] {name, value})
        .list()
        .uniqueElements(member -> member[0])
        .ofMaxSize(6)
        .map(
            members ->
                "{"
                    + String.join(
                        ",", members.stream().map(one -> "\"" + one[0] + "\":" + one[1]).toList())
                    + "}");
  }
}
