package dev.sequitur.kit.condition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Syntax;
import dev.sequitur.kit.expression.Verdict;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/** Both forms of a condition say the same, and nothing gets lost between them. */
class ConversionPropertyTest {

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void aNormalTreeComesBackFromItsTextAsItWas(@ForAll("trees") ConditionTree tree) {
    assertThat(tree(text(tree))).isEqualTo(tree);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void aNormalTreeComesBackFromItsJsonAsItWas(@ForAll("evaluable") ConditionTree tree) {
    var reader = new TreeReader(Scope.EVENT);
    var read = reader.read(TreeWriter.json(tree), "");
    assertThat(reader.errors()).isEmpty();
    assertThat(read).isEqualTo(tree);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void writtenTextIsCanonical(@ForAll("texts") String text) {
    var once = Syntax.write(parsed(text).tree());
    assertThat(Syntax.write(parsed(once).tree())).isEqualTo(once);
  }

  /** Thirty thousand pairs of a text and an event, each with the text's own verdict and code. */
  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void aTextAndWhatItsTreeBecomesEvaluateAlike(
      @ForAll("texts") String text, @ForAll("events") List<Map<String, @Nullable Object>> events) {
    if (Expressions.compileCondition(text, Scope.EVENT) instanceof Compilation.Compiled(var one)) {
      var other = compiled(text(tree(text)));
      for (var event : events) {
        assertThat(other.condition(event))
            .as("%s over %s", text, event)
            .satisfies(verdict -> assertThat(code(verdict)).isEqualTo(code(one.condition(event))));
      }
    }
  }

  /** Thirty thousand pairs of a tree and an event, against an evaluator that knows no CEL. */
  @Property(tries = 1_500, edgeCases = EdgeCasesMode.NONE)
  void aTreeMeansWhatIsDocumented(
      @ForAll("compared") ConditionTree tree,
      @ForAll("events") List<Map<String, @Nullable Object>> events) {
    var expression = compiled(text(tree));
    for (var event : events) {
      var says = new Oracle(event).of(tree);
      assertThat(says(expression.condition(event)))
          .as("%s over %s", expression.text(), event)
          .isEqualTo(says);
    }
  }

  @Provide
  Arbitrary<ConditionTree> trees() {
    return Trees.all();
  }

  @Provide
  Arbitrary<ConditionTree> evaluable() {
    return Trees.evaluable();
  }

  @Provide
  Arbitrary<ConditionTree> compared() {
    return Trees.compared();
  }

  @Provide
  Arbitrary<List<Map<String, @Nullable Object>>> events() {
    return Events.all().list().ofSize(20);
  }

  @Provide
  Arbitrary<String> texts() {
    return Texts.conditions(3);
  }

  private static String code(Verdict verdict) {
    return verdict instanceof Verdict.Failed(var code, _) ? code : verdict.toString();
  }

  private static Oracle.Says says(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Matched _ -> Oracle.Says.TRUE;
      case Verdict.Unmatched _ -> Oracle.Says.FALSE;
      case Verdict.Failed _ -> Oracle.Says.NOTHING;
    };
  }

  private static Syntax.Parsed parsed(String text) {
    return switch (Syntax.of(text)) {
      case Syntax.Parsed parsed -> parsed;
      case Syntax.Malformed malformed -> throw new AssertionError(malformed + " of " + text);
    };
  }

  private static ConditionTree tree(String text) {
    return CelToTree.of(parsed(text).tree());
  }

  private static String text(ConditionTree tree) {
    return Syntax.write(TreeToCel.of(tree));
  }

  private static Expression compiled(String text) {
    return switch (Expressions.compileCondition(text, Scope.EVENT)) {
      case Compilation.Compiled(var expression) -> expression;
      case Compilation.Rejected rejected -> throw new AssertionError(rejected + " of " + text);
    };
  }
}
