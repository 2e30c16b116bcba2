package dev.sequitur.rule.condition;

import dev.sequitur.kit.condition.Conversion;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.ExpressionProblem;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.RuleProblem;
import dev.sequitur.rule.condition.domain.When;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a {@code when}, which is a text or a tree, into a text that was checked. */
public final class WhenReader {

  private WhenReader() {}

  /** A text, or all that is wrong. Exactly one of the two is given. */
  public record Reading(@Nullable String cel, List<Violation> errors) {}

  public static Reading read(Object when, String pointer) {
    return switch (when) {
      case String text -> text(text, pointer);
      case Map<?, ?> tree -> tree(tree, pointer);
      default ->
          new Reading(
              null,
              List.of(
                  new Violation(
                      pointer,
                      RuleProblem.RULE_FIELD_TYPE.name(),
                      "a text or a tree of conditions is expected here")));
    };
  }

  private static Reading text(String text, String pointer) {
    var problems =
        When.mayRefer(text) ? Expressions.check(text, Scope.EVENT) : compilingProblems(text);
    return problems.isEmpty()
        ? new Reading(text, List.of())
        : new Reading(null, problems.stream().map(one -> violation(one, pointer)).toList());
  }

  private static List<ExpressionProblem> compilingProblems(String text) {
    return Expressions.compileCondition(text, Scope.EVENT)
            instanceof Compilation.Rejected(var problems)
        ? problems
        : List.of();
  }

  private static Reading tree(Map<?, ?> tree, String pointer) {
    return switch (Conversion.ofTree(tree, Scope.EVENT, pointer)) {
      case Conversion.Converted converted -> new Reading(converted.cel(), List.of());
      case Conversion.Rejected(var errors) -> new Reading(null, errors);
    };
  }

  private static Violation violation(ExpressionProblem problem, String pointer) {
    return new Violation(
        pointer,
        problem.code(),
        problem.detail() + " (line " + problem.line() + ", column " + problem.column() + ")",
        problem.line(),
        problem.column());
  }
}
