package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of what expressions give: {@code evaluation.jsonl}, {@code functions.jsonl}. */
class EvaluationTest {

  private static final Map<String, Object> EVENT =
      Map.of("type", "order.placed", "subject", "o-4711");
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  static Stream<Cases.Case> cases() {
    return Stream.concat(Cases.of("evaluation.jsonl"), Cases.of("functions.jsonl"));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void givesWhatTheTableSays(Cases.Case example) {
    Expression expression = Cases.compiled(example.text("text"));
    Outcome outcome = expression.evaluate(variables(example.value("data")));
    if (example.has("fails")) {
      assertThat(outcome).isInstanceOf(Outcome.Failed.class);
      assertThat(((Outcome.Failed) outcome).code()).isEqualTo(example.value("fails"));
    } else {
      assertThat(outcome).isEqualTo(new Outcome.Value(example.value("gives")));
    }
  }

  @ParameterizedTest
  @MethodSource("cases")
  void conditionAgreesWithTheValue(Cases.Case example) {
    Expression expression = Cases.compiled(example.text("text"));
    Map<String, @Nullable Object> variables = variables(example.value("data"));
    Verdict verdict = expression.condition(variables);
    switch (expression.evaluate(variables)) {
      case Outcome.Value(Boolean truth) -> assertThat(verdict.matched()).isEqualTo(truth);
      case Outcome.Failed _, Outcome.Value _ ->
          assertThat(verdict).isInstanceOf(Verdict.Failed.class);
    }
  }

  private static Map<String, @Nullable Object> variables(@Nullable Object data) {
    var variables = new HashMap<String, @Nullable Object>();
    variables.put("event", EVENT);
    variables.put("data", data);
    variables.put("now", NOW);
    return variables;
  }
}
