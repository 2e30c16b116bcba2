package dev.sequitur.rule.matching.domain;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/** Conditions and events by chance, of which every kind of part and of value is likely. */
final class TestConditions {

  private static final List<String> DOTTED =
      List.of("data.a", "data.b", "data.o.x", "data.o.y.z", "event.subject", "event.type");

  private static final List<String> FIELDS =
      List.of(
          "data.a",
          "data.b",
          "data.o.x",
          "data.o.y.z",
          "data[\"a.b\"]",
          "data[\"straße\"]",
          "data.o[\"it's\"]",
          "data.l",
          "data.l[0]",
          "data",
          "event.subject",
          "event.type",
          "event.hops",
          "event.none");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-0.0",
          "1",
          "1.0",
          "1.5",
          "2",
          "-1",
          "9007199254740992",
          "9007199254740993",
          "9007199254740992.0",
          "9223372036854775807",
          "-9223372036854775808",
          "9223372036854775807.0",
          "1e300",
          "5e-324");

  private static final List<String> TEXTS =
      List.of("\"\"", "\"a\"", "\"ab\"", "\"b\"", "\"é\"", "\"😀\"", "\"1\"", "\"\\uffff\"");

  private static final List<String> VALUES =
      List.of(
          "0",
          "-0",
          "-0.0",
          "0.0",
          "1",
          "1.0",
          "1.5",
          "2",
          "-1",
          "9007199254740992",
          "9007199254740993",
          "9007199254740993.0",
          "9223372036854775807",
          "9223372036854775808",
          "-9223372036854775809",
          "99999999999999999999999",
          "9223372036854775807.0",
          "1e300",
          "1e400",
          "-1e400",
          "1e-400",
          "5e-324",
          "\"\"",
          "\"a\"",
          "\"ab\"",
          "\"b\"",
          "\"é\"",
          "\"😀\"",
          "\"1\"",
          "\"\\uffff\"",
          "\"\\ud83d\"",
          "null",
          "true",
          "false",
          "[]",
          "[1]",
          "[\"a\", null]",
          "{}",
          "{\"x\": 1}");

  private TestConditions() {}

  /** Texts of conditions, each of which compiles. */
  static Arbitrary<String> conditions() {
    var parts =
        Arbitraries.frequencyOf(
            Tuple.of(6, atoms()),
            Tuple.of(
                2, Combinators.combine(atoms(), atoms()).as((a, b) -> "(" + a + " || " + b + ")")),
            Tuple.of(1, sameField()),
            Tuple.of(1, atoms().map(atom -> "!(" + atom + ")")),
            Tuple.of(
                1,
                Combinators.combine(atoms(), atoms()).as((a, b) -> "!(" + a + " && " + b + ")")));
    return parts.list().ofMinSize(1).ofMaxSize(4).map(all -> String.join(" && ", all));
  }

  private static Arbitrary<String> sameField() {
    return Combinators.combine(Arbitraries.of(FIELDS), literals(), literals(), literals())
        .as((f, a, b, c) -> "(%s == %s || %s in [%s] || %s == %s)".formatted(f, a, f, b, f, c));
  }

  private static Arbitrary<String> atoms() {
    var fields = Arbitraries.of(FIELDS);
    return Arbitraries.oneOf(
        Combinators.combine(fields, Arbitraries.of("==", "!="), literals())
            .as((field, op, literal) -> field + " " + op + " " + literal),
        Combinators.combine(literals(), fields).as((literal, field) -> literal + " == " + field),
        Combinators.combine(fields, orders(), ordered())
            .as((field, op, literal) -> field + " " + op + " " + literal),
        Combinators.combine(fields, Arbitraries.of(NUMBERS), Arbitraries.of(NUMBERS))
            .as((field, a, b) -> "%s >= %s && %s < %s".formatted(field, a, field, b)),
        Combinators.combine(fields, literals().list().ofMaxSize(4))
            .as((field, list) -> field + " in [" + String.join(", ", list) + "]"),
        Combinators.combine(fields, texts(), methods())
            .as((field, text, method) -> "%s.%s(%s)".formatted(field, method, text)),
        Arbitraries.of(DOTTED).map(field -> "has(" + field + ")"),
        Arbitraries.of(DOTTED).map(field -> "!has(" + field + ")"),
        residues());
  }

  /** What only the evaluator can tell. */
  private static Arbitrary<String> residues() {
    var fields = Arbitraries.of(FIELDS);
    return Arbitraries.oneOf(
        fields.map(field -> field + " + 1 > 2"),
        fields.map(field -> "size(" + field + ") > 1"),
        fields.map(field -> field + ".matches('^a+')"),
        fields.map(field -> "type(" + field + ") == string"),
        fields.map(field -> "'a' in " + field),
        Combinators.combine(fields, fields).as((a, b) -> a + " == " + b),
        literals().map(literal -> "data.l.exists(i, i == " + literal + ")"),
        literals().map(literal -> "[data.a, 1].exists(i, i == " + literal + ")"),
        fields.map(field -> "dyn(" + field + ")"),
        Arbitraries.of(
            "true",
            "1 / data.a == 1",
            "now > timestamp('2020-01-01T00:00:00Z')",
            "data[data.b] == 1",
            "has(data.o.y) && data.o.y.z == 1",
            "data == {'a': 1}",
            "data.o == {'x': 1}"));
  }

  /** JSON: mostly objects with some of the fields. */
  static Arbitrary<String> events() {
    return Arbitraries.frequencyOf(Tuple.of(9, objects()), Tuple.of(1, Arbitraries.of(VALUES)));
  }

  private static Arbitrary<String> objects() {
    var inner =
        Combinators.combine(maybe("x"), maybe("it's"), maybe("y"), Arbitraries.of(VALUES))
            .as((x, its, y, z) -> joined(x, its, y.isEmpty() ? "\"y\": {\"z\": " + z + "}" : y));
    var o =
        Arbitraries.frequencyOf(
            Tuple.of(2, inner.map(members -> "\"o\": " + members)), Tuple.of(1, maybe("o")));
    return Combinators.combine(
            maybe("a"), maybe("b"), o, maybe("a.b"), maybe("straße"), maybe("l"), maybe("other"))
        .as(TestConditions::joined);
  }

  private static Arbitrary<String> maybe(String name) {
    return Arbitraries.frequencyOf(
        Tuple.of(1, Arbitraries.just("")),
        Tuple.of(4, Arbitraries.of(VALUES).map(value -> "\"" + name + "\": " + value)));
  }

  private static String joined(String... members) {
    return List.of(members).stream()
        .filter(member -> !member.isEmpty())
        .collect(Collectors.joining(", ", "{", "}"));
  }

  private static Arbitrary<String> literals() {
    return Arbitraries.oneOf(
        Arbitraries.of(NUMBERS), texts(), Arbitraries.of("null", "true", "false", "[1]"));
  }

  private static Arbitrary<String> ordered() {
    return Arbitraries.oneOf(Arbitraries.of(NUMBERS), texts());
  }

  private static Arbitrary<String> texts() {
    return Arbitraries.of(TEXTS);
  }

  private static Arbitrary<String> orders() {
    return Arbitraries.of("<", "<=", ">", ">=");
  }

  private static Arbitrary<String> methods() {
    return Arbitraries.of("startsWith", "endsWith", "contains");
  }
}
