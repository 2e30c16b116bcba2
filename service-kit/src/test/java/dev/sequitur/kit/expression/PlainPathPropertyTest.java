package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** A field that is looked up is what the evaluator finds, or fails as it fails. */
class PlainPathPropertyTest {

  private static final List<String> PATHS =
      List.of("data", "data.a", "data.a.b", "data.a.b.a", "data.b", "event.a", "event.a.b", "now");

  @Property(tries = 2_000)
  void aPathGivesWhatTheEvaluatorGives(@ForAll("values") Object data, @ForAll("values") Object of) {
    var event = new HashMap<String, Object>();
    event.put("a", of);
    var variables =
        Map.<String, Object>of("data", data, "event", event, "now", Instant.ofEpochSecond(1));
    for (var path : PATHS) {
      // Of the same path in another expression nothing is looked up.
      var evaluated = Cases.compiled("true ? %s : %s".formatted(path, path)).evaluate(variables);
      assertThat(Cases.compiled(path).evaluate(variables)).as(path).isEqualTo(evaluated);
    }
  }

  @Test
  void aTextThatIsTooLargeFailsWhereverItIsFound() {
    var variables = Map.of("data", Map.of("a", "x".repeat((int) Expression.RESULT_LIMIT)));
    assertThat(Cases.compiled("data.a").evaluate(variables))
        .isEqualTo(Cases.compiled("true ? data.a : data.a").evaluate(variables))
        .isInstanceOf(Outcome.Failed.class);
  }

  @Test
  void askingForPresenceIsNoPath() {
    assertThat(Cases.compiled("has(data.a)").evaluate(Map.of("data", Map.of("a", "x"))))
        .isEqualTo(new Outcome.Value(true));
  }

  @Provide
  Arbitrary<Object> values() {
    return values(3);
  }

  private static Arbitrary<Object> values(int depth) {
    Arbitrary<Object> scalars =
        Arbitraries.of(
            "",
            "a",
            "ü",
            0L,
            -1L,
            Long.MAX_VALUE,
            1,
            (short) 2,
            1.5f,
            2.5,
            -0.0,
            Double.NaN,
            true,
            List.of(),
            Map.of(),
            new java.math.BigInteger("9".repeat(20)),
            Instant.EPOCH);
    if (depth == 0) {
      return scalars;
    }
    var objects =
        Arbitraries.subsetOf("a", "b")
            .flatMap(
                names ->
                    values(depth - 1)
                        .injectNull(0.1)
                        .list()
                        .ofSize(names.size())
                        .map(values -> object(names.stream(), values)));
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(1, scalars), net.jqwik.api.Tuple.of(3, objects));
  }

  private static Object object(Stream<String> names, List<Object> values) {
    var object = new HashMap<String, Object>();
    var each = values.iterator();
    names.sorted().forEach(name -> object.put(name, each.next()));
    return object;
  }
}
