package dev.sequitur.rule.eventtype;

import dev.sequitur.kit.expression.ExpressionProblem;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.Site;
import dev.sequitur.rule.eventtype.domain.Shape;
import dev.sequitur.rule.eventtype.domain.TypeCheck;
import dev.sequitur.rule.eventtype.domain.TypeCode;
import java.util.List;

/** An expression of a rule, and where in the rule it stands. */
record TypedText(String cel, Place place) {

  /** Makes of a problem of the text one of the rule. */
  sealed interface Place {
    Violation violation(ExpressionProblem problem);
  }

  /** The rule holds the text itself. */
  record Written(String pointer) implements Place {

    @Override
    public Violation violation(ExpressionProblem problem) {
      return new Violation(
          pointer,
          problem.code(),
          problem.detail() + " (line " + problem.line() + ", column " + problem.column() + ")",
          problem.line(),
          problem.column());
    }
  }

  /** A comparison in a tree of conditions. */
  record Compared(String pointer) implements Place {

    @Override
    public Violation violation(ExpressionProblem problem) {
      boolean ofField = problem.code().equals(TypeCode.EVENT_FIELD_UNKNOWN.name());
      return new Violation(pointer + (ofField ? "/field" : ""), problem.code(), problem.detail());
    }
  }

  /** The rule names the condition that holds the text. */
  record Named(Site site) implements Place {

    @Override
    public Violation violation(ExpressionProblem problem) {
      return site.violation(
          problem.code(), "in the condition " + site.name() + ": " + problem.detail());
    }
  }

  /** What is wrong with it for each of at least one shape, as the first of them has it. */
  List<Violation> wrongForAll(List<Shape> shapes) {
    return TypeCheck.problems(cel, shapes.getFirst()).stream()
        .filter(problem -> shapes.stream().skip(1).allMatch(shape -> isWrongFor(shape, problem)))
        .map(place::violation)
        .toList();
  }

  private boolean isWrongFor(Shape shape, ExpressionProblem problem) {
    return TypeCheck.problems(cel, shape).stream()
        .anyMatch(other -> other.line() == problem.line() && other.column() == problem.column());
  }
}
