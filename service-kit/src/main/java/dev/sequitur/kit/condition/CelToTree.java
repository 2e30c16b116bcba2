package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Named;
import dev.sequitur.kit.condition.ConditionTree.Text;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The condition's tree of a syntax tree of the language. What it has no words for becomes a leaf of
 * text, and nothing is lost.
 */
final class CelToTree {

  /** The operators between a field and a value, and what each is with its sides exchanged. */
  private static final Map<String, Operator> INFIX =
      Map.of(
          "_==_", Operator.EQ,
          "_!=_", Operator.NE,
          "_>_", Operator.GT,
          "_>=_", Operator.GTE,
          "_<_", Operator.LT,
          "_<=_", Operator.LTE);

  private static final Map<Operator, Operator> EXCHANGED =
      Map.of(
          Operator.EQ, Operator.EQ,
          Operator.NE, Operator.NE,
          Operator.GT, Operator.LT,
          Operator.GTE, Operator.LTE,
          Operator.LT, Operator.GT,
          Operator.LTE, Operator.GTE);

  private static final Map<String, Operator> METHODS =
      Map.of(
          "startsWith", Operator.STARTS_WITH,
          "endsWith", Operator.ENDS_WITH,
          "contains", Operator.CONTAINS,
          "matches", Operator.MATCHES,
          "matchesGlob", Operator.MATCHES_GLOB,
          "inCidr", Operator.IN_CIDR);

  private CelToTree() {}

  static ConditionTree of(CelExpr node) {
    return group(node).or(() -> leaf(node)).orElseGet(() -> new Text(Syntax.write(node)));
  }

  private static Optional<ConditionTree> group(CelExpr node) {
    if (Nodes.arguments(node, "_&&_", 2) != null) {
      return Optional.of(Normal.all(chain("_&&_", node)));
    }
    if (Nodes.arguments(node, "_||_", 2) != null) {
      return Optional.of(Normal.any(chain("_||_", node)));
    }
    var negated = Nodes.arguments(node, "!_", 1);
    return negated == null ? Optional.empty() : Optional.of(Normal.not(of(negated.getFirst())));
  }

  /** The parts of a chain, from left to right, however it is grouped. */
  private static List<ConditionTree> chain(String operator, CelExpr node) {
    var parts = new ArrayList<ConditionTree>();
    collect(operator, node, parts);
    return parts;
  }

  private static void collect(String operator, CelExpr node, List<ConditionTree> parts) {
    var sides = Nodes.arguments(node, operator, 2);
    if (sides == null) {
      parts.add(of(node));
    } else {
      collect(operator, sides.get(0), parts);
      collect(operator, sides.get(1), parts);
    }
  }

  private static Optional<ConditionTree> leaf(CelExpr node) {
    if (node.getKind() != Kind.CALL) {
      return Optional.empty();
    }
    var call = node.call();
    if (call.target().isPresent()) {
      return call.args().size() == 1
          ? method(call.target().get(), call.function(), call.args().getFirst())
          : Optional.empty();
    }
    return switch (call.function()) {
      case "has" -> exists(call.args());
      case "condition" -> named(call.args());
      case "@in" -> membership(call.args().get(0), call.args().get(1));
      case "inCidr", "matchesGlob" ->
          call.args().size() == 2
              ? method(call.args().get(0), call.function(), call.args().get(1))
              : Optional.empty();
      default -> infix(INFIX.get(call.function()), call.args());
    };
  }

  private static Optional<ConditionTree> exists(List<CelExpr> arguments) {
    return arguments.size() == 1
            && arguments.getFirst().getKind() == Kind.SELECT
            && Paths.isPath(arguments.getFirst())
        ? Optional.of(comparison(arguments.getFirst(), Operator.EXISTS, null))
        : Optional.empty();
  }

  private static Optional<ConditionTree> named(List<CelExpr> arguments) {
    var name = arguments.size() == 1 ? Nodes.constantText(arguments.getFirst()) : null;
    return name != null && ManifestReader.isName(name)
        ? Optional.of(new Named(name))
        : Optional.empty();
  }

  private static Optional<ConditionTree> membership(CelExpr left, CelExpr right) {
    if (Paths.isPath(left) && right.getKind() == Kind.LIST) {
      return compared(left, Operator.IN, right);
    }
    return Paths.isPath(right) ? compared(right, Operator.INCLUDES, left) : Optional.empty();
  }

  private static Optional<ConditionTree> infix(@Nullable Operator operator, List<CelExpr> sides) {
    if (operator == null) {
      return Optional.empty();
    }
    return Paths.isPath(sides.get(0))
        ? compared(sides.get(0), operator, sides.get(1))
        : Paths.isPath(sides.get(1))
            ? compared(sides.get(1), EXCHANGED.getOrDefault(operator, operator), sides.get(0))
            : Optional.empty();
  }

  private static Optional<ConditionTree> method(CelExpr target, String function, CelExpr argument) {
    var operator = METHODS.get(function);
    return operator != null && Paths.isPath(target)
        ? compared(target, operator, argument)
        : Optional.empty();
  }

  private static Optional<ConditionTree> compared(CelExpr path, Operator operator, CelExpr value) {
    return Literals.of(value)
        .filter(literal -> Values.fits(operator, literal.value()))
        .map(literal -> comparison(path, operator, literal.value()));
  }

  private static ConditionTree comparison(CelExpr path, Operator operator, @Nullable Object value) {
    return new Comparison(Syntax.write(path), operator, value);
  }
}
