package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import dev.sequitur.rule.matching.domain.index.Filed;
import dev.sequitur.rule.matching.domain.index.Plan;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a rule acts. */
public final class Condition {

  private static final Verdict MATCHED = new Verdict.Matched();
  private static final Verdict UNMATCHED = new Verdict.Unmatched();

  /** The condition of a rule that has none. */
  public static final Condition ALWAYS =
      new Condition(null, Plan.NOTHING_KNOWN, MATCHED, Evidence.NONE);

  private final @Nullable Expression expression;
  private final Plan plan;
  private final Verdict otherwise;
  private final Evidence evidence;

  private Condition(
      @Nullable Expression expression, Plan plan, Verdict otherwise, Evidence evidence) {
    this.expression = expression;
    this.plan = plan;
    this.otherwise = otherwise;
    this.evidence = evidence;
  }

  public static Condition of(Expression expression) {
    return new Condition(
        expression, Plan.of(expression), MATCHED, Evidence.of(expression.fields()));
  }

  /** Of a text; one that is no condition cannot be told. */
  public static Condition compiled(String cel) {
    return switch (Expressions.compileCondition(cel, Scope.EVENT)) {
      case Compilation.Compiled(var expression) -> of(expression);
      case Compilation.Rejected(var problems) ->
          untold(problems.getFirst().code(), problems.getFirst().detail());
    };
  }

  /** A condition that cannot be told, whatever the event is. */
  public static Condition untold(String code, String detail) {
    return new Condition(null, Plan.NOTHING_KNOWN, new Verdict.Failed(code, detail), Evidence.NONE);
  }

  Plan plan() {
    return plan;
  }

  /** What it says of an event that reached its rule. */
  Verdict verdict(Filed<Rule> filed, EventVariables variables) {
    if (expression == null) {
      return otherwise;
    }
    var values = variables.fields();
    return switch (filed.truth(values)) {
      case FALSE -> UNMATCHED;
      case UNTOLD -> expression.condition(variables);
      case TRUE -> plan.residue() == null ? MATCHED : rest(plan.residue(), filed, variables);
    };
  }

  /** What needs the evaluator, over no more of the event than that asks for. */
  private Verdict rest(Expression residue, Filed<Rule> filed, EventVariables variables) {
    var values = variables.fields();
    if (filed.isScalar(values)) {
      var flat = plan.flat();
      if (flat != null) {
        return flat.condition(place -> filed.scalar(values, place), variables);
      }
    }
    return residue.condition(filed.isFlat(values) ? variables.flat() : variables);
  }

  /** What is asked; null if there is no condition, or one that cannot be told. */
  public @Nullable Expression expression() {
    return expression;
  }

  /** What all of it says, taken as it was written. */
  public Verdict verdict(Variables variables) {
    return expression == null ? otherwise : expression.condition(variables);
  }

  Map<String, @Nullable Object> evidence(Variables variables) {
    return evidence.seenIn(variables);
  }

  /** As it was written. */
  @Override
  public String toString() {
    return expression == null ? otherwise.toString() : expression.text();
  }
}
