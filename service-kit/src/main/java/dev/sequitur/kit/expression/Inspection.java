package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.exceptions.CelRuntimeException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * What is refused of a well-typed expression because its cost cannot be bounded while it runs: its
 * size, loops within loops, large lists made in a loop, and regular expressions.
 */
final class Inspection {

  static final int NODES = 1_000;
  static final int LOOPS = 16;
  static final int NESTED = 2;

  /** How many elements the literals in the body of one loop may have, together. */
  static final int LITERALS = 64;

  private final CelAbstractSyntaxTree ast;
  private final Set<ExpressionProblem> problems = new LinkedHashSet<>();
  private int nodes;
  private int loops;
  private int depth;
  private long literals;

  private Inspection(CelAbstractSyntaxTree ast) {
    this.ast = ast;
  }

  static List<ExpressionProblem> of(CelAbstractSyntaxTree ast) {
    var inspection = new Inspection(ast);
    inspection.visit(ast.getExpr());
    inspection.require(
        inspection.nodes <= NODES, ast.getExpr(), "the expression has too many parts");
    inspection.require(
        inspection.loops <= LOOPS, ast.getExpr(), "the expression has too many loops");
    return new ArrayList<>(inspection.problems);
  }

  private void visit(CelExpr node) {
    nodes++;
    switch (node.getKind()) {
      case SELECT -> visit(node.select().operand());
      case CALL -> visitCall(node.call());
      case LIST -> visitList(node);
      case MAP -> visitMap(node);
      case COMPREHENSION -> visitLoop(node, node.comprehension());
      case STRUCT -> add(ExpressionCode.EXPRESSION_TYPE, node, "messages cannot be made here");
      default -> {}
    }
  }

  private void visitCall(CelCall call) {
    call.target().ifPresent(this::visit);
    call.args().forEach(this::visit);
    switch (call.function()) {
      case "matches", "extract", "extractAll" -> checkRegex(call.args().getLast());
      case "replaceMatches" -> checkRegex(call.args().getFirst());
      default -> {}
    }
    var finding = ArgumentCheck.of(call);
    if (finding != null) {
      add(ExpressionCode.EXPRESSION_ARGUMENT, finding.argument(), finding.detail());
    }
  }

  private void visitList(CelExpr node) {
    literals += node.list().elements().size();
    node.list().elements().forEach(this::visit);
  }

  private void visitMap(CelExpr node) {
    literals += node.map().entries().size();
    for (var entry : node.map().entries()) {
      visit(entry.key());
      visit(entry.value());
    }
  }

  private void visitLoop(CelExpr node, CelComprehension loop) {
    loops++;
    visit(loop.iterRange());
    depth++;
    require(depth <= NESTED, node, "loops may be nested once only");
    long before = literals;
    literals = 0;
    visit(loop.accuInit());
    visit(loop.loopCondition());
    visit(loop.loopStep());
    visit(loop.result());
    require(literals <= LITERALS, node, "a loop may hold at most 64 elements of lists and maps");
    literals = before;
    depth--;
  }

  private void checkRegex(CelExpr argument) {
    if (argument.getKind() != Kind.CONSTANT
        || argument.constant().getKind() != CelConstant.Kind.STRING_VALUE) {
      return;
    }
    try {
      Allowance.renew();
      Regexes.compile(argument.constant().stringValue());
    } catch (Allowance.Exceeded e) {
      add(ExpressionCode.EXPRESSION_TOO_LARGE, argument, "the regular expression is too large");
    } catch (CelRuntimeException e) {
      add(ExpressionCode.EXPRESSION_REGEX, argument, "the regular expression does not compile");
    }
  }

  private void require(boolean satisfied, CelExpr node, String detail) {
    if (!satisfied) {
      add(ExpressionCode.EXPRESSION_TOO_LARGE, node, detail);
    }
  }

  private void add(ExpressionCode code, CelExpr node, String detail) {
    problems.add(Environment.located(ast, code.name(), detail, node));
  }
}
