package dev.sequitur.kit.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An expression that names a field and does nothing else, such as {@code data.customer.id}: most of
 * those in templates. A scalar that is there is looked up without the evaluator, which would give
 * the same; everything else is the evaluator's to tell.
 */
final class PlainPath {

  private final String variable;
  private final List<String> members;

  private PlainPath(String variable, List<String> members) {
    this.variable = variable;
    this.members = members;
  }

  /** Null if the expression does anything else. */
  static @Nullable PlainPath of(CelExpr tree, Set<String> variables) {
    var members = new ArrayList<String>();
    var node = tree;
    while (node.getKind() == Kind.SELECT && !node.select().testOnly()) {
      members.add(node.select().field());
      node = node.select().operand();
    }
    if (node.getKind() != Kind.IDENT || !variables.contains(node.ident().name())) {
      return null;
    }
    Collections.reverse(members);
    return new PlainPath(node.ident().name(), List.copyOf(members));
  }

  /** The value, if it is one that the evaluator would give back as it is; null otherwise. */
  @Nullable Object scalar(Variables variables) {
    Object value = variables.atHand(variable);
    for (String member : members) {
      value = value instanceof Map<?, ?> object ? object.get(member) : null;
    }
    return switch (value) {
      case String _, Long _, Boolean _ -> value;
      case Double number -> Double.isFinite(number) ? number : null;
      case null, default -> null;
    };
  }
}
