package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Syntax;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Paths from a variable to a field: {@code data.items[0].sku}, {@code data["straße"]}, {@code now}.
 */
final class Paths {

  /** What can follow a dot, between backticks where it must. */
  private static final Pattern SELECTABLE = Pattern.compile("[A-Za-z0-9_./ -]+");

  private Paths() {}

  static boolean isPath(CelExpr node) {
    return switch (node.getKind()) {
      case IDENT -> !node.ident().name().startsWith(".");
      case SELECT -> !node.select().testOnly() && isPath(node.select().operand());
      case CALL -> isElement(node);
      default -> false;
    };
  }

  private static boolean isElement(CelExpr node) {
    var arguments = Nodes.arguments(node, "_[_]", 2);
    if (arguments == null || arguments.get(1).getKind() != Kind.CONSTANT) {
      return false;
    }
    var kind = arguments.get(1).constant().getKind();
    return (kind == CelConstant.Kind.STRING_VALUE || kind == CelConstant.Kind.INT64_VALUE)
        && isPath(arguments.get(0));
  }

  /** The path that a text is, as a tree. */
  static Optional<CelExpr> parse(String text) {
    return Syntax.of(text) instanceof Syntax.Parsed parsed && isPath(parsed.tree())
        ? Optional.of(parsed.tree())
        : Optional.empty();
  }

  /** The path of a field in canonical form, whose tree is known to be one. */
  static CelExpr tree(String canonical) {
    return parse(canonical)
        .orElseThrow(() -> new IllegalArgumentException("not a path: " + canonical));
  }

  /**
   * The path whose last step is a name after a dot, as {@code has} needs it; empty if there is no
   * such path.
   */
  static Optional<CelExpr> selecting(CelExpr path) {
    if (path.getKind() == Kind.SELECT) {
      return Optional.of(path);
    }
    var element = Nodes.arguments(path, "_[_]", 2);
    var name = element == null ? null : Nodes.constantText(element.get(1));
    return element != null && name != null && SELECTABLE.matcher(name).matches()
        ? Optional.of(CelExpr.ofSelect(0, element.get(0), name, false))
        : Optional.empty();
  }
}
