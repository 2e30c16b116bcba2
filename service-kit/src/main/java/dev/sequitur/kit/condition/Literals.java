package dev.sequitur.kit.condition;

import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The value of JSON that a literal of the language is, if it is one. */
final class Literals {

  /** A value that may be null. */
  record Literal(@Nullable Object value) {}

  private Literals() {}

  static Optional<Literal> of(CelExpr node) {
    return switch (node.getKind()) {
      case CONSTANT -> constant(node.constant());
      case LIST -> list(node.list().elements());
      case MAP -> object(node.map().entries());
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> constant(CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> Optional.of(new Literal(null));
      case BOOLEAN_VALUE -> Optional.of(new Literal(constant.booleanValue()));
      case INT64_VALUE -> Optional.of(new Literal(constant.int64Value()));
      case DOUBLE_VALUE ->
          Double.isFinite(constant.doubleValue())
              ? Optional.of(new Literal(constant.doubleValue()))
              : Optional.empty();
      case STRING_VALUE -> Optional.of(new Literal(constant.stringValue()));
      default -> Optional.empty();
    };
  }

  private static Optional<Literal> list(List<CelExpr> elements) {
    var values = new ArrayList<@Nullable Object>();
    for (var element : elements) {
      var literal = of(element);
      if (literal.isEmpty()) {
        return Optional.empty();
      }
      values.add(literal.get().value());
    }
    return Optional.of(new Literal(values));
  }

  /** No object of JSON if a key is no text, or is there twice, which fails when evaluated. */
  private static Optional<Literal> object(List<CelExpr.CelMap.Entry> entries) {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    for (var entry : entries) {
      var name = Nodes.constantText(entry.key());
      var literal = of(entry.value());
      if (name == null || literal.isEmpty() || members.containsKey(name)) {
        return Optional.empty();
      }
      members.put(name, literal.get().value());
    }
    return Optional.of(new Literal(members));
  }
}
