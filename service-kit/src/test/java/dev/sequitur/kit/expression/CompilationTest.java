package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompilationTest {

  @Test
  void allProblemsAreToldAtOnceWithTheirPlaces() {
    assertThat(problems("nothing > 1 &&\n  'x' * 3 == 2"))
        .extracting(ExpressionProblem::code, ExpressionProblem::line, ExpressionProblem::column)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("EXPRESSION_TYPE", 1, 1),
            org.assertj.core.groups.Tuple.tuple("EXPRESSION_TYPE", 2, 7));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1", "'text'", "now", "[true]", "data.a + 'x' == 1 ? 1 : 2", "headersOf(1)", "{}"})
  void aConditionThatIsNeverTrueOrFalseIsRefused(String text) {
    assertThat(Expressions.compileCondition(text, Scope.EVENT))
        .isInstanceOf(Compilation.Rejected.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"data.flag", "true", "data.a > 1", "event.ok", "data.f ? data.a : true"})
  void aConditionThatMayBeTrueOrFalseIsAccepted(String text) {
    assertThat(Expressions.compileCondition(text, Scope.EVENT))
        .isInstanceOf(Compilation.Compiled.class);
  }

  @Test
  void typesOfTheScopeAreChecked() {
    assertThat(Expressions.compile("headers['x-id'] + 1", Scope.REQUEST))
        .isInstanceOf(Compilation.Rejected.class);
    assertThat(Expressions.compile("headers['x-id'] + query.id", Scope.REQUEST))
        .isInstanceOf(Compilation.Compiled.class);
    assertThat(Expressions.compile("data.a", Scope.REQUEST))
        .isInstanceOf(Compilation.Rejected.class);
  }

  @Test
  void equalTextsInEqualScopesAreOneExpression() {
    var variables = new HashMap<>(Scope.EVENT.variables());
    assertThat(Cases.compiled("data.a > 1", new Scope(variables)))
        .isSameAs(Cases.compiled("data.a > 1"));
    assertThat(Cases.compiled("1", Scope.REQUEST)).isNotSameAs(Cases.compiled("1"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      textBlock =
          """
          data.amount > 100                                 § data.amount
          data['amount'] > 100                              § data.amount
          data.a.b.c == data.a.b && has(data.d)             § data.a.b,data.a.b.c,data.d
          data.items.exists(i, i.price > data.limit)        § data.items,data.limit
          data.items[0].sku                                 § data.items
          data[event.key]                                   § data,event.key
          data['x-y'].z                                     § data['x-y'].z
          [{'a':1}].map(data, data.a)                       § ''
          now > timestamp('2026-01-01T00:00:00Z')           § now
          {'a': data.x}.a + 'y'                             § data.x
          """)
  void fieldsAreThePathsFromVariables(String text, String fields) {
    assertThat(String.join(",", Cases.compiled(text).fields())).isEqualTo(fields);
  }

  @Test
  void aVariableWithoutValueIsAFieldThatIsMissing() {
    assertThat(Cases.compiled("data.a == 1").condition(Map.of()))
        .isInstanceOfSatisfying(
            Verdict.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("EXPRESSION_FIELD_MISSING"));
  }

  @Test
  void onlyTheVariablesThatAreNeededAreAskedFor() {
    var asked = new java.util.ArrayList<String>();
    Variables variables =
        name -> {
          asked.add(name);
          return Map.of("a", 1L);
        };
    assertThat(Cases.compiled("data.a == 1 || event.b == 2").condition(variables).matched())
        .isTrue();
    assertThat(asked).containsExactly("data");
  }

  @Test
  void aVariableThatThrowsIsAFailure() {
    Variables broken =
        _ -> {
          throw new IllegalStateException("/secret/path");
        };
    assertThat(Cases.compiled("data.a").evaluate(broken))
        .isInstanceOfSatisfying(
            Outcome.Failed.class, failed -> assertThat(failed.detail()).doesNotContain("secret"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"condition('vip')", "data.l.exists(x, condition('vip') && x == 1)"})
  void aConditionThatIsNotInItsPlaceIsCheckedButNotCompiled(String text) {
    assertThat(Expressions.check(text, Scope.EVENT)).isEmpty();
    assertThat(problems(text))
        .extracting(ExpressionProblem::code)
        .containsExactly("EXPRESSION_REFERENCE");
  }

  private static List<ExpressionProblem> problems(String text) {
    return switch (Expressions.compile(text, Scope.EVENT)) {
      case Compilation.Rejected(List<ExpressionProblem> problems) -> problems;
      case Compilation.Compiled _ -> List.of();
    };
  }
}
