package dev.sequitur.rule.explain.domain;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Compilation;
import dev.sequitur.kit.expression.Expression;
import dev.sequitur.kit.expression.Expressions;
import dev.sequitur.kit.expression.Scope;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition taken apart along its {@code &&}, {@code ||} and {@code !}. What stands between them
 * is an expression of its own, compiled like any other, so that a part says by itself what it says
 * within the whole. Immutable.
 */
public sealed interface Clause {

  /** The part as CEL, in canonical form. */
  String text();

  /** All must be true; at least two. */
  record All(String text, List<Clause> parts) implements Clause {}

  /** One must be true; at least two. */
  record Any(String text, List<Clause> parts) implements Clause {}

  /** Must not be true. */
  record Not(String text, Clause part) implements Clause {}

  /**
   * Is not taken apart any further.
   *
   * @param expression null if it does not stand for itself: written out it is too long
   */
  record Test(String text, @Nullable Expression expression) implements Clause {}

  /** The parts of a condition. */
  static Clause of(Expression whole) {
    return switch (Syntax.of(whole.text())) {
      case Syntax.Parsed(var tree, _) ->
          isGroup(tree) ? of(tree, whole.scope()) : new Test(Syntax.write(tree), whole);
      case Syntax.Malformed _ -> new Test(whole.text(), whole);
    };
  }

  /** What must all be true: the parts of a conjunction, or the clause itself. */
  default List<Clause> conjuncts() {
    return this instanceof All(_, var parts) ? parts : List.of(this);
  }

  private static Clause of(CelExpr node, Scope scope) {
    if (!isGroup(node)) {
      return test(Syntax.write(node), scope);
    }
    var text = Syntax.write(node);
    return switch (node.call().function()) {
      case "_&&_" -> new All(text, parts(node, scope));
      case "_||_" -> new Any(text, parts(node, scope));
      default -> new Not(text, of(node.call().args().getFirst(), scope));
    };
  }

  private static Test test(String text, Scope scope) {
    return Expressions.compileCondition(text, scope) instanceof Compilation.Compiled(var expression)
        ? new Test(text, expression)
        : new Test(text, null);
  }

  /** A chain has no shape: {@code a && (b && c)} has three parts, from left to right. */
  private static List<Clause> parts(CelExpr chain, Scope scope) {
    var parts = new ArrayList<Clause>();
    collect(chain, chain.call().function(), scope, parts);
    return List.copyOf(parts);
  }

  private static void collect(CelExpr node, String function, Scope scope, List<Clause> parts) {
    if (isCall(node) && node.call().function().equals(function)) {
      node.call().args().forEach(operand -> collect(operand, function, scope, parts));
    } else {
      parts.add(of(node, scope));
    }
  }

  private static boolean isGroup(CelExpr node) {
    return isCall(node)
        && switch (node.call().function()) {
          case "_&&_", "_||_", "!_" -> true;
          default -> false;
        };
  }

  private static boolean isCall(CelExpr node) {
    return node.getKind() == Kind.CALL;
  }
}
