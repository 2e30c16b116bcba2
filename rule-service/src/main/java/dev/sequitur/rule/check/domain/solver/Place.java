package dev.sequitur.rule.check.domain.solver;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a field is: {@code data.customer.tier}, part by part. */
record Place(List<String> parts) {

  static final Place DATA = new Place(List.of("data"));
  static final Place TYPE = new Place(List.of("event", "type"));
  static final Place HOPS = new Place(List.of("event", "hops"));

  private static final Set<String> ATTRIBUTES = Set.of("type", "source", "subject", "key", "hops");
  private static final Set<String> ALWAYS = Set.of("type", "source", "hops");

  /** Of a path in canonical form; empty if it is one that an event cannot be made for. */
  static Optional<Place> of(String field) {
    var parts = new ArrayList<String>();
    return Syntax.of(field) instanceof Syntax.Parsed parsed && collect(parsed.tree(), parts)
        ? Optional.of(new Place(List.copyOf(parts))).filter(Place::isMade)
        : Optional.empty();
  }

  private static boolean collect(CelExpr node, List<String> parts) {
    return switch (node.getKind()) {
      case IDENT -> parts.add(node.ident().name());
      case SELECT -> collect(node.select().operand(), parts) && parts.add(node.select().field());
      case CALL -> key(node, parts);
      default -> false;
    };
  }

  private static boolean key(CelExpr node, List<String> parts) {
    if (!node.call().function().equals("_[_]")) {
      return false;
    }
    var key = node.call().args().get(1);
    return key.getKind() == Kind.CONSTANT
        && key.constant().getKind() == CelConstant.Kind.STRING_VALUE
        && collect(node.call().args().get(0), parts)
        && parts.add(key.constant().stringValue());
  }

  boolean isAttribute() {
    return parts.getFirst().equals("event");
  }

  /** Whether every event has it. */
  boolean isAlways() {
    return equals(DATA) || (isAttribute() && ALWAYS.contains(name()));
  }

  String name() {
    return parts.getLast();
  }

  /** What it is a member of; empty for the data as a whole, and for attributes. */
  Optional<Place> parent() {
    return isAttribute() || parts.size() == 1
        ? Optional.empty()
        : Optional.of(new Place(parts.subList(0, parts.size() - 1)));
  }

  private boolean isMade() {
    return isAttribute()
        ? parts.size() == 2 && ATTRIBUTES.contains(name())
        : parts.getFirst().equals("data");
  }
}
