package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelExpr;
import dev.sequitur.kit.condition.ConditionTree.All;
import dev.sequitur.kit.condition.ConditionTree.Any;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Named;
import dev.sequitur.kit.condition.ConditionTree.Not;
import dev.sequitur.kit.condition.ConditionTree.Text;
import dev.sequitur.kit.expression.Syntax;
import java.util.List;
import java.util.Objects;

/** The language's syntax tree of a condition's tree. */
final class TreeToCel {

  private TreeToCel() {}

  static CelExpr of(ConditionTree tree) {
    return switch (tree) {
      case All(var parts) -> chain("_&&_", parts);
      case Any(var parts) -> chain("_||_", parts);
      case Not(var part) -> Nodes.call("!_", of(part));
      case Comparison comparison -> comparison(comparison);
      case Named(var name) -> Nodes.call("condition", Nodes.text(name));
      case Text(var cel) -> text(cel);
    };
  }

  /** Grouped in halves: a chain of a thousand is ten levels deep, not a thousand. */
  private static CelExpr chain(String operator, List<ConditionTree> parts) {
    if (parts.size() == 1) {
      return of(parts.getFirst());
    }
    int half = (parts.size() + 1) / 2;
    return Nodes.call(
        operator,
        chain(operator, parts.subList(0, half)),
        chain(operator, parts.subList(half, parts.size())));
  }

  private static CelExpr comparison(Comparison comparison) {
    var field = Paths.tree(comparison.field());
    var operator = comparison.operator();
    return switch (operator) {
      case BETWEEN -> between(field, (List<?>) Objects.requireNonNull(comparison.value()));
      case NOT_IN -> Nodes.call("!_", Nodes.call("@in", field, Nodes.literal(comparison.value())));
      case EXISTS -> Nodes.call("has", field);
      case MISSING -> Nodes.call("!_", Nodes.call("has", field));
      case INCLUDES -> Nodes.call("@in", Nodes.literal(comparison.value()), field);
      case STARTS_WITH, ENDS_WITH, CONTAINS, MATCHES, MATCHES_GLOB, IN_CIDR ->
          Nodes.method(field, operator.function(), Nodes.literal(comparison.value()));
      default -> Nodes.call(operator.function(), field, Nodes.literal(comparison.value()));
    };
  }

  private static CelExpr between(CelExpr field, List<?> bounds) {
    return Nodes.call(
        "_&&_",
        Nodes.call("_>=_", field, Nodes.literal(bounds.get(0))),
        Nodes.call("_<=_", field, Nodes.literal(bounds.get(1))));
  }

  private static CelExpr text(String cel) {
    return switch (Syntax.of(cel)) {
      case Syntax.Parsed parsed -> parsed.tree();
      case Syntax.Malformed(var problems) ->
          throw new IllegalArgumentException(problems.toString());
    };
  }
}
