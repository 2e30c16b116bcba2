package dev.sequitur.kit.condition;

import dev.sequitur.kit.condition.ConditionTree.All;
import dev.sequitur.kit.condition.ConditionTree.Any;
import dev.sequitur.kit.condition.ConditionTree.Comparison;
import dev.sequitur.kit.condition.ConditionTree.Not;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes trees in their one normal form: no group in a group of its kind, none of one part, nothing
 * negated twice, a negated {@code in} or {@code exists} as the operator for it, and {@code gte}
 * right before {@code lte} of one field as {@code between}. None of this changes what a tree means.
 */
public final class Normal {

  private static final Map<Operator, Operator> OPPOSITE =
      Map.of(
          Operator.IN, Operator.NOT_IN,
          Operator.NOT_IN, Operator.IN,
          Operator.EXISTS, Operator.MISSING,
          Operator.MISSING, Operator.EXISTS);

  private Normal() {}

  /** A conjunction of normal trees, at least one. */
  public static ConditionTree all(List<ConditionTree> parts) {
    var flat = new ArrayList<ConditionTree>();
    for (var part : parts) {
      if (part instanceof All(var inner)) {
        inner.forEach(one -> append(flat, one));
      } else {
        append(flat, part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new All(List.copyOf(flat));
  }

  /** A disjunction of normal trees, at least one. */
  public static ConditionTree any(List<ConditionTree> parts) {
    var flat = new ArrayList<ConditionTree>();
    for (var part : parts) {
      if (part instanceof Any(var inner)) {
        flat.addAll(inner);
      } else {
        flat.add(part);
      }
    }
    return flat.size() == 1 ? flat.getFirst() : new Any(List.copyOf(flat));
  }

  /** The negation of a normal tree. */
  public static ConditionTree not(ConditionTree part) {
    return switch (part) {
      case Not(var inner) -> inner;
      case Comparison(var field, var operator, var value) when OPPOSITE.containsKey(operator) ->
          new Comparison(field, OPPOSITE.getOrDefault(operator, operator), value);
      default -> new Not(part);
    };
  }

  private static void append(List<ConditionTree> parts, ConditionTree next) {
    if (!parts.isEmpty()
        && parts.getLast() instanceof Comparison(var field, var from, var least)
        && from == Operator.GTE
        && next instanceof Comparison(var other, var to, var most)
        && to == Operator.LTE
        && field.equals(other)
        && ofOneKind(least, most)) {
      parts.removeLast();
      parts.add(new Comparison(field, Operator.BETWEEN, List.of(least, most)));
    } else {
      parts.add(next);
    }
  }

  /** Whether two values can be the bounds of one range. */
  static boolean ofOneKind(@Nullable Object least, @Nullable Object most) {
    return (least instanceof Number && most instanceof Number)
        || (least instanceof String && most instanceof String);
  }
}
