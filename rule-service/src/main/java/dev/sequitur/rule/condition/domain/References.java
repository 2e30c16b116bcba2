package dev.sequitur.rule.condition.domain;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Rewriting;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where a condition names others: {@code condition("vip")}. */
final class References {

  static final String FUNCTION = "condition";

  private References() {}

  /** The name that a node refers to; null if it is no reference. */
  static @Nullable String name(CelExpr node) {
    if (node.getKind() != Kind.CALL
        || !node.call().function().equals(FUNCTION)
        || node.call().target().isPresent()
        || node.call().args().size() != 1) {
      return null;
    }
    var argument = node.call().args().getFirst();
    return argument.getKind() == Kind.CONSTANT
            && argument.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? argument.constant().stringValue()
        : null;
  }

  /** Visits every reference of a tree, from left to right. */
  static void visit(CelExpr node, BiConsumer<CelExpr, String> visitor) {
    var name = name(node);
    if (name != null) {
      visitor.accept(node, name);
    } else {
      Rewriting.children(
          node,
          child -> {
            visit(child, visitor);
            return child;
          });
    }
  }
}
