package dev.sequitur.kit.condition;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conditions as people write them, with what trees can say and what they cannot. */
final class Texts {

  private Texts() {}

  static Arbitrary<String> conditions(int depth) {
    if (depth == 0) {
      return atoms();
    }
    var below = conditions(depth - 1);
    var two = Combinators.combine(below, below);
    return Arbitraries.frequencyOf(
        Tuple.of(4, atoms()),
        Tuple.of(2, two.as((a, b) -> a + " && " + b)),
        Tuple.of(2, two.as((a, b) -> a + "||" + b)),
        Tuple.of(2, two.as((a, b) -> "(" + a + ") && (" + b + ")")),
        Tuple.of(1, two.as((a, b) -> "(" + a + ") || !(" + b + ")")),
        Tuple.of(2, below.map(a -> "!(" + a + ")")),
        Tuple.of(1, below.map(a -> "!!(" + a + ")")),
        Tuple.of(
            1,
            Combinators.combine(below, below, below)
                .as((a, b, c) -> "((" + a + ") ? (" + b + ") : " + c + ")")));
  }

  private static Arbitrary<String> atoms() {
    return Arbitraries.oneOf(
        Combinators.combine(operands(), comparators(), operands())
            .as((left, operator, right) -> left + operator + right),
        Combinators.combine(operands(), lists()).as((value, list) -> value + " in " + list),
        Combinators.combine(operands(), methods(), operands())
            .as((target, method, value) -> target + method + value + ")"),
        Arbitraries.of(
            "has(data.a)",
            "!has(data.o.a)",
            "has(data.o.`x-y`)",
            "has(event.subject)",
            "data.b",
            "\"a\" in data.o",
            "1 in data.l",
            "'a' in data.l",
            "true",
            "false",
            "1 in [1,2]",
            "data.l.exists(x, x == 1)",
            "data.l.all(x, has(x.a) || x > 0)",
            "size(data.l) == 2",
            "data.l.exists(data, data == 1)",
            "data.l.map(x, x)[0] == 1",
            "data.a >= 0 && data.a <= 2.5",
            "0 <= data.a && 2 >= data.a",
            "data.a == {'a': 1, \"b\": [null]}",
            "data.o == {}",
            "{'a': 1}.a == data.a",
            "type(data.a) == int",
            "string(data.a).startsWith('1')"));
  }

  private static Arbitrary<String> comparators() {
    return Arbitraries.of(" == ", " != ", " > ", " >= ", "<", " <= ");
  }

  private static Arbitrary<String> methods() {
    return Arbitraries.of(".startsWith(", ".endsWith(", ".contains(", ".matches(", ".matchesGlob(");
  }

  private static Arbitrary<String> operands() {
    return Arbitraries.oneOf(
        Arbitraries.of(
            "data.a",
            "data.b",
            "data['a']",
            "data.o.a",
            "data[\"straße\"]",
            "data.l[0]",
            "data.o.`x-y`",
            "event.subject",
            "(data.a)"),
        Arbitraries.of(
            "1",
            "-1",
            "0x10",
            "2.5",
            "-0.0",
            "1e300",
            ".5",
            "1u",
            "null",
            "true",
            "9223372036854775807",
            "-9223372036854775808",
            "9007199254740993"),
        Arbitraries.of(
            "'a'", "\"a\\\"b\"", "r'^a\\d'", "'\\u00e9'", "'''a\nb'''", "'😀'", "b'a'", "''"),
        Arbitraries.of(
            "(data.a + 1)",
            "data.a - -1",
            "-(data.a)",
            "(1 + 2) * 3",
            "1 - (2 - 3)",
            "[1, 'a']",
            "(data.a - 1) - 1",
            "data.a * (data.b + 1)",
            "(data.b ? 1 : 2)"));
  }

  private static Arbitrary<String> lists() {
    return Arbitraries.of(
        "[]", "[1, 2.0, 'a', null]", "[data.a, 1]", "data.l", "data.o", "data.a", "['a', 'b']");
  }
}
