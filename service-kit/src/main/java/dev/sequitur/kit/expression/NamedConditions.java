package dev.sequitur.kit.expression;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.types.SimpleType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * {@code condition("vip")}: another condition by its name. It is declared, so that a text can be
 * checked, and never evaluated: whoever compiles a text has put the named ones in their places.
 */
final class NamedConditions {

  static final String FUNCTION = "condition";

  private final CelAbstractSyntaxTree ast;
  private final Collection<String> variables;
  private final boolean allowed;
  private final Deque<String> loopVariables = new ArrayDeque<>();
  private final List<ExpressionProblem> problems = new ArrayList<>();

  private NamedConditions(
      CelAbstractSyntaxTree ast, Collection<String> variables, boolean allowed) {
    this.ast = ast;
    this.variables = variables;
    this.allowed = allowed;
  }

  static CelFunctionDecl declaration() {
    return CelFunctionDecl.newFunctionDeclaration(
        FUNCTION,
        CelOverloadDecl.newGlobalOverload("condition_name", SimpleType.BOOL, SimpleType.STRING));
  }

  /** References that are still there where none may be. */
  static List<ExpressionProblem> unresolved(CelAbstractSyntaxTree ast) {
    return found(new NamedConditions(ast, List.of(), false));
  }

  /**
   * References that cannot be resolved: to a name that is computed, or within a loop whose variable
   * hides one of the scope, which the named condition would then read in its place.
   */
  static List<ExpressionProblem> misplaced(
      CelAbstractSyntaxTree ast, Collection<String> variables) {
    return found(new NamedConditions(ast, variables, true));
  }

  private static List<ExpressionProblem> found(NamedConditions search) {
    search.visit(search.ast.getExpr());
    return search.problems;
  }

  private void visit(CelExpr node) {
    switch (node.getKind()) {
      case SELECT -> visit(node.select().operand());
      case CALL -> visitCall(node, node.call());
      case LIST -> node.list().elements().forEach(this::visit);
      case MAP ->
          node.map()
              .entries()
              .forEach(
                  entry -> {
                    visit(entry.key());
                    visit(entry.value());
                  });
      case COMPREHENSION -> visitLoop(node.comprehension());
      default -> {}
    }
  }

  private void visitLoop(CelComprehension loop) {
    visit(loop.iterRange());
    visit(loop.accuInit());
    loopVariables.push(loop.iterVar());
    loopVariables.push(loop.iterVar2());
    visit(loop.loopCondition());
    visit(loop.loopStep());
    loopVariables.pop();
    loopVariables.pop();
    visit(loop.result());
  }

  private void visitCall(CelExpr node, CelCall call) {
    call.target().ifPresent(this::visit);
    call.args().forEach(this::visit);
    if (!call.function().equals(FUNCTION) || call.target().isPresent()) {
      return;
    }
    if (!allowed) {
      add(node, "a condition cannot be named here");
    } else if (!isText(call.args().getFirst())) {
      add(node, "the name of a condition is written in quotes: condition(\"name\")");
    } else if (loopVariables.stream().anyMatch(variables::contains)) {
      add(node, "a condition cannot be named where a loop's variable hides another variable");
    }
  }

  private static boolean isText(CelExpr node) {
    return node.getKind() == Kind.CONSTANT
        && node.constant().getKind() == CelConstant.Kind.STRING_VALUE;
  }

  private void add(CelExpr node, String detail) {
    problems.add(
        Environment.located(ast, ExpressionCode.EXPRESSION_REFERENCE.name(), detail, node));
  }
}
