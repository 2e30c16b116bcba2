package dev.sequitur.kit.condition;

import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Named;
import dev.sequitur.kit.condition.ConditionTree.Text;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/** Any tree in normal form. */
final class Trees {

  static final List<String> FIELDS =
      List.of(
          "data.a",
          "data.b",
          "data.o.a",
          "data.o.`x-y`",
          "data[\"straße\"]",
          "data[\"a\\\"b\\\\\"]",
          "data.l[0]",
          "data.l[-1]",
          "data.l",
          "data.o",
          "event.subject",
          "data.`in`");

  private static final List<String> NOT_SAID_BY_TREES =
      List.of(
          "data.a + 1 > 2",
          "data.b",
          "data.a == data.b",
          "data.l.exists(x, x == 1 || x == \"a\")",
          "size(data.l) > 1",
          "data.b ? data.a > 1 : false",
          "data.a > true",
          "(data.a - 1) * 2 == 4",
          "1 in [data.a]",
          "data.a == 1u",
          "true");

  private Trees() {}

  /** Normal trees without names, which could not be evaluated. */
  static Arbitrary<ConditionTree> evaluable() {
    return trees(4, Arbitraries.oneOf(comparisons(), texts()));
  }

  static Arbitrary<ConditionTree> all() {
    return trees(4, Arbitraries.oneOf(comparisons(), comparisons(), texts(), names()));
  }

  /** Trees of comparisons alone. */
  static Arbitrary<ConditionTree> compared() {
    return trees(3, comparisons());
  }

  private static Arbitrary<ConditionTree> trees(int depth, Arbitrary<ConditionTree> leaves) {
    if (depth == 0) {
      return leaves;
    }
    var below = trees(depth - 1, leaves);
    var groups = below.list().ofMinSize(1).ofMaxSize(4);
    return Arbitraries.frequencyOf(
        Tuple.of(3, leaves),
        Tuple.of(2, groups.map(Normal::all)),
        Tuple.of(2, groups.map(Normal::any)),
        Tuple.of(1, below.map(Normal::not)));
  }

  private static Arbitrary<ConditionTree> texts() {
    return Arbitraries.of(NOT_SAID_BY_TREES).map(Text::new);
  }

  private static Arbitrary<ConditionTree> names() {
    return Arbitraries.of("vip", "eu-customer", "n1").map(Named::new);
  }

  private static Arbitrary<ConditionTree> comparisons() {
    return Combinators.combine(Arbitraries.of(FIELDS), Arbitraries.of(Operator.values()))
        .flatAs(
            (field, operator) -> values(operator).map(held -> comparison(field, operator, held)));
  }

  private static ConditionTree comparison(String field, Operator operator, Held held) {
    boolean asksForName = operator == Operator.EXISTS || operator == Operator.MISSING;
    return new Comparison(
        asksForName && field.endsWith("]") ? "data.o.a" : field, operator, held.value());
  }

  /** A value that may be null. */
  record Held(@Nullable Object value) {}

  private static Arbitrary<Held> values(Operator operator) {
    return switch (operator.takes()) {
      case NOTHING -> Arbitraries.just(new Held(null));
      case ANYTHING -> values();
      case ORDERED -> Arbitraries.oneOf(numbers(), texts(6));
      case TEXT ->
          switch (operator) {
            case MATCHES ->
                Arbitraries.of("^a", "b$", "^[a-z]+\\d?$", "", "\\.", "é").map(Held::new);
            case MATCHES_GLOB ->
                Arbitraries.of("a*", "*b", "?", "*", "", "\\*a", "*é*", "1*").map(Held::new);
            case IN_CIDR ->
                Arbitraries.of("10.0.0.0/8", "::/0", "0.0.0.0/0", "10.1.2.3").map(Held::new);
            default -> texts(3);
          };
      case LIST ->
          values()
              .list()
              .ofMaxSize(4)
              .map(held -> new Held(held.stream().map(Held::value).toList()));
      case PAIR ->
          Arbitraries.oneOf(
              Combinators.combine(numbers(), numbers()).as(Trees::pair),
              Combinators.combine(texts(3), texts(3)).as(Trees::pair));
    };
  }

  private static Held pair(Held least, Held most) {
    return new Held(
        List.of(Objects.requireNonNull(least.value()), Objects.requireNonNull(most.value())));
  }

  private static Arbitrary<Held> values() {
    return Arbitraries.oneOf(
        numbers(),
        texts(6),
        Arbitraries.of(new Held(true), new Held(false), new Held(null)),
        Arbitraries.of(
            new Held(List.of()),
            new Held(List.of(1L, "a", List.of(2.5))),
            new Held(Map.of()),
            new Held(Map.of("a", 1L))));
  }

  static Arbitrary<Held> numbers() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(-2, 3),
            Arbitraries.longs(),
            Arbitraries.of(Long.MAX_VALUE, Long.MIN_VALUE, (1L << 53) + 1),
            Arbitraries.of(
                0.0, -0.0, 1.0, 1.5, -2.5, 1e300, 9007199254740992.0, 4.9e-324, Double.MAX_VALUE))
        .map(Held::new);
  }

  static Arbitrary<Held> texts(int most) {
    return Arbitraries.oneOf(
            Arbitraries.of("", "a", "ab", "1", "x-y", "\"", "\\", "\\n", "\n\t\r\u0001\u007f", "'"),
            Arbitraries.of("é", "😀", "𝕏a", "\u2028", "${data.a}", "true", "null"),
            Arbitraries.strings().withChars("ab\"\\'`{}()é😀").ofMaxLength(most))
        .map(text -> text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF) ? "a" : text)
        .map(Held::new);
  }
}
