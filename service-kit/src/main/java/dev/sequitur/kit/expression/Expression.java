package dev.sequitur.kit.expression;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelVariableResolver;
import dev.cel.runtime.Program;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * A compiled expression. Immutable, safe for use by many threads, and free of side effects; an
 * evaluation ends within deterministic bounds and never throws, whatever the values are.
 */
public final class Expression {

  /** The largest value, in bytes of its JSON, approximately. */
  static final long RESULT_LIMIT = 524_288;

  private static final Verdict MATCHED = new Verdict.Matched();
  private static final Verdict UNMATCHED = new Verdict.Unmatched();

  /** What it is, or that it cannot be, over the fields of the variable last asked for. */
  private record Flattened(String variable, @Nullable FlatCondition condition) {}

  private final String text;
  private final Scope scope;
  private final SortedSet<String> fields;
  private final @Nullable PlainPath path;
  private final Program program;
  private volatile @Nullable Flattened flat;

  /**
   * @param path the expression, if it is nothing but a path
   */
  Expression(
      String text,
      Scope scope,
      SortedSet<String> fields,
      @Nullable PlainPath path,
      Program program) {
    this.text = text;
    this.scope = scope;
    this.fields = fields;
    this.path = path;
    this.program = program;
  }

  /** The text that it was compiled from. */
  public String text() {
    return text;
  }

  /** The variables that it may name. */
  public Scope scope() {
    return scope;
  }

  /**
   * The paths that it reads, each from a variable as far as its names are constant: {@code
   * data.items}, {@code headers['x-request-id']}. In order, without what loops read of an element.
   */
  public SortedSet<String> fields() {
    return fields;
  }

  /** Evaluates over the variables of a map. */
  public Outcome evaluate(Map<String, ? extends @Nullable Object> variables) {
    return evaluate(Variables.of(variables));
  }

  /** Evaluates over variables that are asked for when they are needed. */
  public Outcome evaluate(Variables variables) {
    Allowance.renew();
    return evaluateFurther(variables);
  }

  /** Evaluates with what earlier evaluations on this thread have left of the allowance. */
  Outcome evaluateFurther(Variables variables) {
    try {
      Object plain = path == null ? null : path.scalar(variables);
      Object value = plain == null ? Values.toJson(run(variables)) : plain;
      JsonSize.within(RESULT_LIMIT, value);
      return new Outcome.Value(value);
    } catch (CelEvaluationException
        | RuntimeException
        | StackOverflowError
        | Allowance.Exceeded e) {
      return Failures.of(e);
    }
  }

  /** Evaluates as a condition over the variables of a map. */
  public Verdict condition(Map<String, ? extends @Nullable Object> variables) {
    return condition(Variables.of(variables));
  }

  /** Evaluates as a condition: a value that is neither true nor false is a failure. */
  public Verdict condition(Variables variables) {
    return condition(program, name -> resolve(variables, name));
  }

  /**
   * The same as a condition over the fields that it reads of a variable; null if there is none.
   * Made once, for who shares this expression shares that too.
   *
   * @param variable one of the scope, whose values are JSON
   */
  public @Nullable FlatCondition flat(String variable) {
    var known = flat;
    if (known == null || !known.variable.equals(variable)) {
      known = new Flattened(variable, FlatCondition.of(this, variable));
      flat = known;
    }
    return known.condition;
  }

  static Verdict condition(Program program, CelVariableResolver variables) {
    Allowance.renew();
    try {
      return verdict(program.eval(variables));
    } catch (CelEvaluationException
        | RuntimeException
        | StackOverflowError
        | Allowance.Exceeded e) {
      return verdict(Failures.of(e));
    }
  }

  private Object run(Variables variables) throws CelEvaluationException {
    return program.eval((CelVariableResolver) name -> resolve(variables, name));
  }

  static Optional<Object> resolve(Variables variables, String name) {
    Object value = variables.find(name);
    return value == Variables.UNSET ? Optional.empty() : Optional.of(Values.toEvaluator(value));
  }

  private static Verdict verdict(Object value) {
    return switch (value) {
      case Boolean truth -> truth ? MATCHED : UNMATCHED;
      case Outcome.Failed(String code, String detail) -> new Verdict.Failed(code, detail);
      default ->
          new Verdict.Failed(
              ExpressionCode.EXPRESSION_TYPE.name(), "the condition is neither true nor false");
    };
  }
}
