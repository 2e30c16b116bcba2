package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A condition over its fields as variables says what it says over the whole, failures too. */
class FlatConditionPropertyTest {

  private static final List<String> OPERANDS =
      List.of(
          "data.a",
          "data.o.x",
          "data['o'].x",
          "data[\"a.b\"]",
          "size(data.a)",
          "data.a * 2",
          "-data.o.x",
          "data.a + data.o.x",
          "data.o.x.lowerAscii()",
          "string(data.a)",
          "has(data.o.x)",
          "event.k",
          "1",
          "\"a\"");

  private static final List<String> FORMS =
      List.of(
          "%s == %s",
          "%s < %s",
          "!(%s != %s)",
          "%s in [1, 2.5, \"a\", %s]",
          "%s == 1 || %s",
          "%s && %s == \"a\"",
          "[1, 2].exists(i, %s == i || %s == \"a\")",
          "%s ? now < timestamp(\"2026-01-01T00:00:00Z\") : %s",
          "[%s, 3].all(e, e > 0) && {\"k\": %s}.k == 1");

  @Property(tries = 3_000)
  void aFlatConditionSaysWhatTheConditionSays(
      @ForAll("conditions") String text,
      @ForAll("scalars") Object a,
      @ForAll("scalars") Object x,
      @ForAll("scalars") Object dotted,
      @ForAll("scalars") Object k) {
    if (!(Expressions.compileCondition(text, Scope.EVENT) instanceof Compilation.Compiled made)) {
      return;
    }
    var condition = made.expression();
    var all =
        Map.<String, Object>of(
            "data", Map.of("a", a, "o", Map.of("x", x), "a.b", dotted),
            "event", Map.of("k", k),
            "now", Instant.EPOCH);
    var values = Map.of("data.a", a, "data.o.x", x, "data['a.b']", dotted);
    var paths = condition.fields().stream().filter(path -> path.startsWith("data")).toList();
    var others = Variables.of(Map.of("event", Map.of("k", k), "now", Instant.EPOCH));

    var flat = Objects.requireNonNull(condition.flat("data"));

    assertThat(
            flat.condition(place -> Objects.requireNonNull(values.get(paths.get(place))), others))
        .as(text)
        .isEqualTo(condition.condition(all));
  }

  @Test
  void whatALoopCallsByTheSameNameIsNoField() {
    var condition = Cases.compiled("[1, 2].exists(data, data > 1)");
    assertThat(condition.flat("data")).isNull();
    assertThat(condition.condition(Map.of()).matched()).isTrue();
  }

  @Test
  void aNameThatOnlyBeginsAlikeIsAnother() {
    var scope = new Scope(Map.of("data", Scope.Type.DYN, "data2", Scope.Type.DYN));
    var compiled = (Compilation.Compiled) Expressions.compileCondition("data2.a == data", scope);
    var flat = Objects.requireNonNull(compiled.expression().flat("data"));
    assertThat(flat.condition(_ -> 1L, Variables.of(Map.of("data2", Map.of("a", 1L)))).matched())
        .isTrue();
  }

  @Test
  void itIsMadeOnce() {
    var condition = Cases.compiled("data.a + 1 > 2");
    assertThat(condition.flat("data")).isNotNull().isSameAs(condition.flat("data"));
  }

  @Provide
  Arbitrary<String> conditions() {
    var operands = Arbitraries.of(OPERANDS);
    return Arbitraries.of(FORMS)
        .flatMap(
            form -> operands.flatMap(left -> operands.map(right -> form.formatted(left, right))));
  }

  @Provide
  Arbitrary<Object> scalars() {
    return Arbitraries.of(
        "",
        "a",
        "ü",
        0L,
        1L,
        -1L,
        Long.MAX_VALUE,
        2.5,
        -0.0,
        1e300,
        Double.NaN,
        true,
        false,
        new BigInteger("9".repeat(20)));
  }
}
