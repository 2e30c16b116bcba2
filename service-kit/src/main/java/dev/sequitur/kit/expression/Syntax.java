package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.ast.CelExpr;
import java.util.List;

/**
 * An expression as its author wrote it, before anything is expanded or checked: {@code has} and the
 * loops are calls. What is made of such trees is written as text again by {@link #write}, and
 * compiled like any other text.
 */
public sealed interface Syntax {

  /** A tree, and where its nodes stand in the text. */
  record Parsed(CelExpr tree, CelAbstractSyntaxTree source) implements Syntax {

    /** A problem with one node. */
    public ExpressionProblem problem(String code, String detail, CelExpr node) {
      return Environment.located(source, code, detail, node);
    }
  }

  /** No tree; at least one problem. */
  record Malformed(List<ExpressionProblem> problems) implements Syntax {}

  /** Parses a text. Never throws for whatever text. */
  static Syntax of(String text) {
    if (Expressions.isTooLong(text)) {
      return new Malformed(List.of(Expressions.tooLong()));
    }
    try {
      CelValidationResult parsed = Environment.WITHOUT_MACROS.parse(text);
      return parsed.hasError()
          ? new Malformed(Environment.problems(parsed, ExpressionCode.EXPRESSION_SYNTAX))
          : new Parsed(parsed.getAst().getExpr(), parsed.getAst());
    } catch (CelValidationException | RuntimeException e) {
      return malformed(ExpressionCode.EXPRESSION_SYNTAX, "the expression cannot be parsed");
    } catch (StackOverflowError e) {
      return malformed(ExpressionCode.EXPRESSION_TOO_LARGE, "the expression is nested too deeply");
    }
  }

  /**
   * The tree as text in its canonical form: one space around operators, no parentheses but those
   * that are needed, strings in double quotes. Parsing it gives the same tree, but that a chain of
   * {@code &&} or {@code ||} has no shape.
   */
  static String write(CelExpr tree) {
    return SyntaxWriter.write(tree);
  }

  private static Malformed malformed(ExpressionCode code, String detail) {
    return new Malformed(List.of(ExpressionProblem.whole(code, detail)));
  }
}
