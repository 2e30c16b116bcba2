package dev.sequitur.rule.check.domain.solver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.rule.catalog.TestRules;
import dev.sequitur.rule.check.domain.CaseEvent;
import dev.sequitur.rule.matching.domain.Decision;
import dev.sequitur.rule.matching.domain.Evaluation;
import dev.sequitur.rule.matching.domain.Rule;
import dev.sequitur.rule.matching.domain.RuleBook;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** What the solver proves is held against events, and what it finds against the evaluation. */
class SolverPropertyTest {

  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Object MISSING = new Object();
  private static final Map<String, Rule> RULES = new HashMap<>();

  /** What is proved never to match does not match; what is found matches; and one of the two is. */
  @Property(tries = 250)
  void whetherAConditionMatchesAtAllIsKnown(
      @ForAll("conditions") String cel, @ForAll("manyEvents") List<CaseEvent> events) {
    var answer = ask(List.of(Goal.isTrue(tree(cel))), event -> matches(cel, event));
    assertThat(answer).as(cel).isNotInstanceOf(Answer.Unknown.class);
    if (answer instanceof Answer.Never) {
      assertThat(events).as(cel).noneMatch(event -> matches(cel, event));
    }
  }

  @Property(tries = 250)
  void whetherAConditionMatchesAlwaysIsKnown(
      @ForAll("conditions") String cel, @ForAll("manyEvents") List<CaseEvent> events) {
    var answer = ask(List.of(Goal.isNotTrue(tree(cel))), event -> !matches(cel, event));
    assertThat(answer).as(cel).isNotInstanceOf(Answer.Unknown.class);
    if (answer instanceof Answer.Never) {
      assertThat(events).as(cel).allMatch(event -> matches(cel, event));
    }
  }

  /** No event is forwarded one and a half times. */
  @Example
  void hopsAreWhole() {
    for (var never : List.of("event.hops == 1.5", "event.hops > 1.2 && event.hops < 1.8")) {
      assertThat(found(never)).as(never).isInstanceOf(Answer.Never.class);
    }
    for (var some : List.of("event.hops != 1.5", "event.hops > 1.5 && event.hops < 2.5")) {
      assertThat(found(some)).as(some).isInstanceOf(Answer.Found.class);
    }
  }

  private static Answer found(String cel) {
    return ask(List.of(Goal.isTrue(tree(cel))), event -> matches(cel, event));
  }

  /** One implies another if no event is found that matches the first alone. */
  @Property(tries = 400)
  void whetherOneImpliesAnotherIsKnown(
      @ForAll("conditions") String one,
      @ForAll("conditions") String other,
      @ForAll("manyEvents") List<CaseEvent> events) {
    var answer =
        ask(
            List.of(Goal.isTrue(tree(one)), Goal.isNotTrue(tree(other))),
            event -> matches(one, event) && !matches(other, event));
    assertThat(answer).as("%s => %s", one, other).isNotInstanceOf(Answer.Unknown.class);
    if (answer instanceof Answer.Never) {
      assertThat(events)
          .as("%s => %s", one, other)
          .noneMatch(event -> matches(one, event) && !matches(other, event));
    }
  }

  /** What is not understood is never said to be impossible where an event shows that it is not. */
  @Property(tries = 100)
  void whatIsProvedHoldsThoughPartsAreNotUnderstood(
      @ForAll("conditions") String one,
      @ForAll("opaque") String other,
      @ForAll("manyEvents") List<CaseEvent> events) {
    for (var cel : List.of(one + " && " + other, "!(" + other + ") || (" + one + ")")) {
      var answer = ask(List.of(Goal.isTrue(tree(cel))), event -> matches(cel, event));
      if (answer instanceof Answer.Never) {
        assertThat(events).as(cel).noneMatch(event -> matches(cel, event));
      }
    }
  }

  private static Answer ask(List<Goal> goals, java.util.function.Predicate<CaseEvent> tried) {
    return Solver.ask(goals, NOW, tried, new Budget(1_000_000));
  }

  private static ConditionTree tree(String cel) {
    return switch (Conversion.ofText(cel, Scope.EVENT, "")) {
      case Conversion.Converted(var tree, _) -> tree;
      case Conversion.Rejected(var errors) -> throw new AssertionError(cel + ": " + errors);
    };
  }

  private static boolean matches(String cel, CaseEvent event) {
    var rule = RULES.computeIfAbsent(cel, SolverPropertyTest::rule);
    return Evaluation.decide(RuleBook.of(List.of(rule)), event.in("default", "x")).getFirst()
        instanceof Decision.Started;
  }

  private static Rule rule(String cel) {
    Map<String, @Nullable Object> spec =
        Map.of(
            "on",
            List.of("*"),
            "when",
            cel,
            "then",
            List.of(Map.of("id", "t", "uses", "log.write@1", "with", Map.of("message", "hi"))));
    return TestRules.rule(TestRules.published("one", spec));
  }

  @Provide
  Arbitrary<String> conditions() {
    return grown(comparisons(), 3);
  }

  private static Arbitrary<String> grown(Arbitrary<String> parts, int depth) {
    if (depth == 0) {
      return parts;
    }
    var smaller = grown(parts, depth - 1);
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, parts),
        net.jqwik.api.Tuple.of(
            3, Combinators.combine(smaller, smaller).as((a, b) -> "(" + a + " && " + b + ")")),
        net.jqwik.api.Tuple.of(
            3, Combinators.combine(smaller, smaller).as((a, b) -> "(" + a + " || " + b + ")")),
        net.jqwik.api.Tuple.of(1, smaller.map(a -> "!(" + a + ")")));
  }

  private static Arbitrary<String> comparisons() {
    var fields =
        Arbitraries.of(
            "data",
            "data.a",
            "data.a",
            "data.a",
            "data.b",
            "data.b.c",
            "data[\"b\"].c",
            "event.subject",
            "event.key",
            "event.type",
            "event.hops");
    var numbers =
        Arbitraries.of(
            "0",
            "1",
            "2",
            "3",
            "1.5",
            "-3",
            "9007199254740993",
            "9007199254740992.0",
            "9223372036854775807",
            "1e300");
    var texts = Arbitraries.of("\"\"", "\"a\"", "\"ab\"", "\"abc\"", "\"b\"", "\"com.x\"");
    var ordered = Arbitraries.oneOf(numbers, texts);
    var any = Arbitraries.oneOf(ordered, Arbitraries.of("true", "false", "null"));
    var operators = Arbitraries.of("<", "<=", ">", ">=");
    return Arbitraries.oneOf(
        Combinators.combine(fields, Arbitraries.of("==", "!="), any)
            .as((f, o, v) -> f + " " + o + " " + v),
        Combinators.combine(fields, operators, ordered).as((f, o, v) -> f + " " + o + " " + v),
        Combinators.combine(ordered, operators, fields).as((v, o, f) -> v + " " + o + " " + f),
        Combinators.combine(fields, any.list().ofMinSize(1).ofMaxSize(3))
            .as((f, all) -> f + " in [" + String.join(", ", all) + "]"),
        Combinators.combine(fields, texts).as((f, t) -> f + ".startsWith(" + t + ")"),
        Arbitraries.of(
            "has(data.a)", "has(data.b)", "has(data.b.c)", "has(event.subject)", "true", "false"));
  }

  @Provide
  Arbitrary<String> opaque() {
    return Arbitraries.of(
        "data.a.matches(\"^a\")",
        "size(data.a) > 1",
        "data.a == data.b",
        "data.a.contains(\"b\")",
        "data.b.exists(x, x == 1)",
        "data.a + 1 > 2",
        "data.a.endsWith(\"c\")");
  }

  @Provide
  Arbitrary<List<CaseEvent>> manyEvents() {
    return Combinators.combine(
            Arbitraries.of("a", "ab", "abc", "abd", "com.x", "com.y", "b"),
            attribute(),
            attribute(),
            Arbitraries.of(0, 1, 2, 3, 100),
            data())
        .as(
            (type, subject, key, hops, data) ->
                new CaseEvent(type, "/test", subject, key, null, hops, data, NOW))
        .list()
        .ofMinSize(30)
        .ofMaxSize(30);
  }

  private static Arbitrary<@Nullable String> attribute() {
    return Arbitraries.of("", "a", "aa", "ab", "abc", "b", "z").injectNull(0.3);
  }

  private static Arbitrary<@Nullable Object> data() {
    Arbitrary<@Nullable Object> inner =
        Combinators.combine(scalar(), scalar()).as((c, d) -> object("c", c, "d", d));
    Arbitrary<@Nullable Object> member = Arbitraries.oneOf(scalar(), inner);
    Arbitrary<@Nullable Object> whole =
        Combinators.combine(member, member).as((a, b) -> object("a", a, "b", b));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(8, whole),
        net.jqwik.api.Tuple.of(1, scalar().filter(one -> one != MISSING)));
  }

  private static Object object(String one, @Nullable Object a, String other, @Nullable Object b) {
    var members = new LinkedHashMap<String, @Nullable Object>();
    if (a != MISSING) {
      members.put(one, a);
    }
    if (b != MISSING) {
      members.put(other, b);
    }
    return members;
  }

  private static Arbitrary<@Nullable Object> scalar() {
    return Arbitraries.<@Nullable Object>of(
            MISSING,
            true,
            false,
            0L,
            1L,
            2L,
            3L,
            4L,
            -3L,
            -4L,
            0.5,
            1.5,
            1.0,
            1e300,
            1e301,
            9007199254740992L,
            9007199254740993L,
            9007199254740994L,
            9.007199254740992e15,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            BigInteger.TWO.pow(70),
            "",
            "a",
            "aa",
            "ab",
            "abc",
            "abd",
            "b",
            "zz",
            List.of(),
            List.of(1L),
            Map.of())
        .injectNull(0.05);
  }
}
