package dev.sequitur.kit.expression;

/**
 * One reason why a text is not accepted as an expression.
 *
 * @param code the name of an {@link ExpressionCode}
 * @param detail a sentence for the author of the text
 * @param line from 1
 * @param column from 1, in code points
 */
public record ExpressionProblem(String code, String detail, int line, int column) {

  static ExpressionProblem of(ExpressionCode code, String detail, int line, int column) {
    return new ExpressionProblem(code.name(), detail, line, column);
  }

  static ExpressionProblem whole(ExpressionCode code, String detail) {
    return of(code, detail, 1, 1);
  }
}
