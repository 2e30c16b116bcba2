package dev.sequitur.kit.expression;

import java.util.List;

/** What became of a text: an expression, or all that is wrong with it. */
public sealed interface Compilation {

  /** The text is accepted. */
  record Compiled(Expression expression) implements Compilation {}

  /** The text is refused; at least one problem. */
  record Rejected(List<ExpressionProblem> problems) implements Compilation {}
}
