package dev.sequitur.kit.condition;

import com.google.common.collect.ImmutableList;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.values.NullValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes nodes of the language's syntax tree, and takes them apart. Ids mean nothing here. */
final class Nodes {

  private Nodes() {}

  static CelExpr call(String function, CelExpr... arguments) {
    return CelExpr.ofCall(0, Optional.empty(), function, ImmutableList.copyOf(arguments));
  }

  static CelExpr method(CelExpr target, String function, CelExpr argument) {
    return CelExpr.ofCall(0, Optional.of(target), function, ImmutableList.of(argument));
  }

  static CelExpr text(String value) {
    return CelExpr.ofConstant(0, CelConstant.ofValue(value));
  }

  /** The literal of a value of JSON. */
  static CelExpr literal(@Nullable Object value) {
    return switch (value) {
      case null -> CelExpr.ofConstant(0, CelConstant.ofValue(NullValue.NULL_VALUE));
      case Boolean truth -> CelExpr.ofConstant(0, CelConstant.ofValue(truth));
      case Long number -> CelExpr.ofConstant(0, CelConstant.ofValue(number));
      case Double number -> CelExpr.ofConstant(0, CelConstant.ofValue(number));
      case String text -> text(text);
      case List<?> elements ->
          CelExpr.ofList(
              0,
              elements.stream().map(Nodes::literal).collect(ImmutableList.toImmutableList()),
              ImmutableList.of());
      case Map<?, ?> members -> object(members);
      default -> throw new IllegalArgumentException("not a value of JSON");
    };
  }

  private static CelExpr object(Map<?, ?> members) {
    var entries = new ArrayList<CelExpr.CelMap.Entry>();
    members.forEach(
        (name, member) ->
            entries.add(CelExpr.ofMapEntry(0, text(String.valueOf(name)), literal(member), false)));
    return CelExpr.ofMap(0, ImmutableList.copyOf(entries));
  }

  /** The arguments of a call of a function, which is no method; null of anything else. */
  static @Nullable List<CelExpr> arguments(CelExpr node, String function, int count) {
    boolean is =
        node.getKind() == Kind.CALL
            && node.call().target().isEmpty()
            && node.call().function().equals(function)
            && node.call().args().size() == count;
    return is ? node.call().args() : null;
  }

  /** The text of a constant; null of anything else. */
  static @Nullable String constantText(CelExpr node) {
    return node.getKind() == Kind.CONSTANT
            && node.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? node.constant().stringValue()
        : null;
  }
}
