package dev.sequitur.kit.condition;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition as a tree. Trees that mean the same by construction are one tree in the form that
 * {@link Normal} gives; its functions make groups.
 */
public sealed interface ConditionTree {

  /** All of at least one part must hold. */
  record All(List<ConditionTree> parts) implements ConditionTree {}

  /** One of at least one part must hold. */
  record Any(List<ConditionTree> parts) implements ConditionTree {}

  /** The part must be false; one that cannot be told is not. */
  record Not(ConditionTree part) implements ConditionTree {}

  /**
   * A field compared with a value.
   *
   * @param field a path in canonical form: {@code data.items[0].sku}
   * @param value of the kind that the operator takes; whole numbers are {@code Long}, others {@code
   *     Double}
   */
  record Comparison(String field, Operator operator, @Nullable Object value)
      implements ConditionTree {}

  /** Another condition, by its name. */
  record Named(String name) implements ConditionTree {}

  /** What the tree has no words for: text in canonical form. */
  record Text(String cel) implements ConditionTree {}
}
