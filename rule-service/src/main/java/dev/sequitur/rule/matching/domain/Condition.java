package dev.sequitur.rule.matching.domain;

import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Variables;
import dev.sequitur.kit.expression.Verdict;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When a rule acts. */
public final class Condition {

  /** The condition of a rule that has none. */
  public static final Condition ALWAYS = new Condition(null, Evidence.NONE);

  private final @Nullable Expression expression;
  private final Evidence evidence;

  private Condition(@Nullable Expression expression, Evidence evidence) {
    this.expression = expression;
    this.evidence = evidence;
  }

  public static Condition of(Expression expression) {
    return new Condition(expression, Evidence.of(expression.fields()));
  }

  Verdict verdict(Variables variables) {
    return expression == null ? new Verdict.Matched() : expression.condition(variables);
  }

  Map<String, @Nullable Object> evidence(Variables variables) {
    return evidence.seenIn(variables);
  }
}
