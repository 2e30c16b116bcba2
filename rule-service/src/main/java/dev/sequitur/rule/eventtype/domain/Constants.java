package dev.sequitur.rule.eventtype.domain;

import dev.cel.common.ast.CelConstant;
import dev.sequitur.kit.expression.Scope.Type;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

/** The shapes of constants. */
final class Constants {

  private Constants() {}

  static Shape shape(CelConstant constant) {
    return switch (constant.getKind()) {
      case NULL_VALUE -> Shape.of(Type.NULL);
      case BOOLEAN_VALUE -> Shape.of(Type.BOOL);
      case INT64_VALUE -> Shape.of(Type.INT);
      case DOUBLE_VALUE -> Shape.of(Type.DOUBLE);
      case STRING_VALUE ->
          new Shape(
              EnumSet.of(Type.STRING),
              Map.of(),
              Shape.ANY,
              Shape.ANY,
              List.of(constant.stringValue()));
      default -> Shape.ANY;
    };
  }
}
