package dev.sequitur.rule.eventtype.domain;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.sequitur.kit.expression.Scope.Type;
import org.jspecify.annotations.Nullable;

/** Comparisons that fail with no error, and in vain: values that are never equal, or never in. */
final class Comparisons {

  private Comparisons() {}

  /** Two sides, what each may be and where it stands. */
  record Comparison(Shape left, Shape right, CelExpr leftNode, CelExpr rightNode) {}

  /** What is wrong, and where. */
  record Finding(TypeCode code, String detail, CelExpr node) {}

  /** Null if the two may be equal. */
  static @Nullable Finding equal(CelExpr node, Comparison sides) {
    if (Calls.areNeverEqual(sides.left(), sides.right())) {
      return new Finding(
          TypeCode.EVENT_TYPE_MISMATCH,
          sides.left().inWords()
              + " and "
              + sides.right().inWords()
              + " are never equal"
              + hint(sides.left(), sides.right()),
          node);
    }
    var finding = unknownWord(sides.left(), sides.right(), sides.rightNode());
    return finding != null ? finding : unknownWord(sides.right(), sides.left(), sides.leftNode());
  }

  /** A constant that is compared with a field which has certain values only is one of them. */
  private static @Nullable Finding unknownWord(Shape field, Shape constant, CelExpr node) {
    if (field.words() == null
        || node.getKind() != Kind.CONSTANT
        || constant.words() == null
        || field.words().containsAll(constant.words())) {
      return null;
    }
    var word = constant.words().getFirst();
    return new Finding(
        TypeCode.EVENT_VALUE_UNKNOWN,
        "it is never " + word + Likeness.suggestion(word, field.words()),
        node);
  }

  /** Null if the left may be in the right. */
  static @Nullable Finding contained(CelExpr node, Comparison sides) {
    var element = sides.left();
    var holder = sides.right();
    boolean mayHold =
        holder.isUnknown()
            || (holder.may(Type.MAP) && element.may(Type.STRING))
            || (holder.may(Type.LIST) && !Calls.areNeverEqual(element, holder.elementsOrAny()));
    return mayHold
        ? null
        : new Finding(
            TypeCode.EVENT_TYPE_MISMATCH,
            element.inWords() + " is never in " + holder.inWords() + " of this kind",
            node);
  }

  /** What to do where a text meets a number. */
  static String hint(Shape left, Shape right) {
    boolean textAndNumber =
        (Calls.isText(left) && Calls.isNumber(right))
            || (Calls.isNumber(left) && Calls.isText(right));
    return textAndNumber
        ? "; write the value as the field has it, or make a number of the text by double(...)"
        : "";
  }
}
