package dev.sequitur.kit.expression;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static final Object DATA =
      Cases.tree(
          """
          {"amount":150,"price":2.50,"large":1e21,"small":-0.0,"name":"Ada","none":null,"yes":true,
           "items":[{"sku":"a"},{"sku":"b"}]}
          """);

  @ParameterizedTest
  @CsvSource(
      delimiter = '§',
      quoteCharacter = '"',
      textBlock =
          """
          no expression                        § no expression
          for ${data.name}                     § for Ada
          ${data.name}: ${data.amount}         § Ada: 150
          ${data.price * 2} each               § 5 each
          ${data.price} each                   § 2.5 each
          ${data.large} and ${data.small}      § 1.0E21 and 0
          <${data.none}>                       § <>
          ${data.yes} ${data.items}            § true [{"sku":"a"},{"sku":"b"}]
          $${data.name} ${data.name}           § ${data.name} Ada
          $$${data.name}                       § $${data.name}
          $ $x $$ } {                          § $ $x $$ } {
          ${'}'} ${'{'} ${"'}"}!               § } { '}!
          ${{'a': {'b': 1}}.a.b}!              § 1!
          ${r'\\d}'}!                            § \\d}!
          ${'\\'}'}!                            § '}!
          ${'''}'}''' }!                       § }'}!
          """)
  void textIsMadeOfItsPieces(String text, String expected) {
    assertThat(rendered(text)).isEqualTo(expected);
  }

  @Test
  void aBraceInACommentDoesNotEndTheExpression() {
    assertThat(rendered("${1 // }\n+ 1}!")).isEqualTo("2!");
  }

  @Test
  void aStringThatIsOneExpressionKeepsItsType() {
    assertThat(rendered("${data.amount}")).isEqualTo(150L);
    assertThat(rendered("${data.price}")).isEqualTo(2.5);
    assertThat(rendered("${data.none}")).isNull();
    assertThat(rendered("${data.items.map(i, i.sku)}")).isEqualTo(List.of("a", "b"));
  }

  @Test
  void aWholeTreeIsRendered() {
    Object tree = Cases.tree("{\"a\":{\"b\":[1,\"${data.amount}\",\"x${data.name}\"]},\"c\":null}");
    assertThat(JsonValues.write(rendered(tree)))
        .isEqualTo("{\"a\":{\"b\":[1,150,\"xAda\"]},\"c\":null}");
  }

  @Test
  void aReferenceToASecretPassesThrough() {
    Object tree = Cases.tree("{\"token\":{\"secret\":\"${data.name}\"},\"n\":\"${data.name}\"}");
    assertThat(JsonValues.write(rendered(tree)))
        .isEqualTo("{\"token\":{\"secret\":\"${data.name}\"},\"n\":\"Ada\"}");
  }

  @Test
  void everyProblemIsToldWithItsPlace() {
    Object tree =
        Cases.tree("{\"a/b\":[\"ok\",\"${nothing}\"],\"c~d\":\"${1 +}\",\"e\":\"${data.name\"}");
    assertThat(Template.compile(tree, Scope.EVENT))
        .isInstanceOfSatisfying(
            TemplateCompilation.Rejected.class,
            rejected ->
                assertThat(rejected.problems())
                    .extracting(p -> p.pointer() + " " + p.code())
                    .containsExactly(
                        "/a~1b/1 EXPRESSION_TYPE",
                        "/c~0d EXPRESSION_SYNTAX",
                        "/e EXPRESSION_SYNTAX"));
  }

  @Test
  void aMissingFieldFailsAtItsPlace() {
    assertThat(compiled(Map.of("a", List.of("${data.nothing}"))).render(variables()))
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> {
              assertThat(failed.pointer()).isEqualTo("/a/0");
              assertThat(failed.code()).isEqualTo("EXPRESSION_FIELD_MISSING");
            });
  }

  @Test
  void lenientlyAMissingFieldIsUnset() {
    Object tree =
        Cases.tree(
            "{\"id\":\"${data.nothing}\",\"type\":\"x-${data.nothing}\",\"key\":\"${data.name}\",\"list\":[\"${data.nothing}\",1]}");
    assertThat(compiled(tree).renderLeniently(variables()))
        .isInstanceOfSatisfying(
            Rendering.Rendered.class,
            rendered -> {
              assertThat(JsonValues.write(rendered.value()))
                  .isEqualTo("{\"key\":\"Ada\",\"list\":[null,1]}");
              assertThat(rendered.unset()).containsExactly("/id", "/type", "/list/0");
            });
    assertThat(compiled("${data.nothing}").renderLeniently(variables()))
        .isEqualTo(new Rendering.Rendered(null, List.of("")));
  }

  @Test
  void lenientlyAnyOtherFailureIsAFailureAllTheSame() {
    assertThat(compiled("${data.name * 2}").renderLeniently(variables()))
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("EXPRESSION_TYPE"));
  }

  @Test
  void aResultBeyondItsLimitIsAFailure() {
    var large = Map.of("data", Map.of("text", "ä".repeat(20_000)));
    assertThat(compiled("${data.text}").render(large)).isInstanceOf(Rendering.Rendered.class);
    assertThat(compiled(List.of("${data.text}", "x${data.text}")).render(large))
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> {
              assertThat(failed.code()).isEqualTo("EXPRESSION_LIMIT");
              assertThat(failed.pointer()).isEqualTo("/1");
            });
  }

  @Test
  void aTreeOfConstantsIsMadeOnce() {
    Template template = compiled(Cases.tree("{\"a\":[1,{\"b\":null}],\"c\":\"$${x}\"}"));
    assertThat(template.isConstant()).isTrue();
    var first = (Rendering.Rendered) template.render(variables());
    var second = (Rendering.Rendered) template.render(variables());
    assertThat(first.value()).isSameAs(second.value());
    assertThat(JsonValues.write(first.value()))
        .isEqualTo("{\"a\":[1,{\"b\":null}],\"c\":\"${x}\"}");
  }

  @Test
  void aTreeThatIsTooDeepIsRefused() {
    Object tree = "${data.name}";
    for (int level = 0; level < 100_000; level++) {
      tree = Collections.singletonList(tree);
    }
    assertThat(Template.compile(tree, Scope.EVENT))
        .isInstanceOf(TemplateCompilation.Rejected.class);
  }

  @Test
  void allExpressionsTogetherHaveOneAllowance() {
    var large = Map.of("data", Map.of("text", "a".repeat(100_000)));
    String costly = "${data.text.matches('(a+)+b')}";
    assertThat(compiled(costly).render(large)).isInstanceOf(Rendering.Rendered.class);
    assertThat(compiled(Collections.nCopies(100, costly)).render(large))
        .isInstanceOfSatisfying(
            Rendering.Failed.class,
            failed -> assertThat(failed.code()).isEqualTo("EXPRESSION_LIMIT"));
  }

  @Test
  void moreThanTwoHundredExpressionsAreRefused() {
    assertThat(Template.compile(Collections.nCopies(200, "${data.name}"), Scope.EVENT))
        .isInstanceOf(TemplateCompilation.Compiled.class);
    assertThat(Template.compile(Collections.nCopies(201, "${data.name}"), Scope.EVENT))
        .isInstanceOf(TemplateCompilation.Rejected.class);
  }

  @Test
  void theFieldsOfAllExpressionsAreKnown() {
    assertThat(compiled(List.of("${data.a}", Map.of("x", "${event.id} ${data.b}"))).fields())
        .containsExactly("data.a", "data.b", "event.id");
  }

  private static Object rendered(Object tree) {
    return switch (compiled(tree).render(variables())) {
      case Rendering.Rendered(Object value, _) -> value;
      case Rendering.Failed failed -> throw new AssertionError(failed);
    };
  }

  private static Template compiled(Object tree) {
    return switch (Template.compile(tree, Scope.EVENT)) {
      case TemplateCompilation.Compiled(Template template) -> template;
      case TemplateCompilation.Rejected rejected -> throw new AssertionError(rejected);
    };
  }

  private static Map<String, Object> variables() {
    return Map.of("data", DATA, "event", Map.of("id", "e-1"));
  }
}
