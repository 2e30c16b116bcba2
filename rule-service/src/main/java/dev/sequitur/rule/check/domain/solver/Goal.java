package dev.sequitur.rule.check.domain.solver;

import dev.sequitur.kit.condition.ConditionTree;
import dev.sequitur.rule.condition.domain.Truth;
import java.util.EnumSet;
import java.util.Set;

/** What a condition is wanted to say: one of some truths. */
public record Goal(ConditionTree condition, Set<Truth> wanted) {

  public static Goal isTrue(ConditionTree condition) {
    return new Goal(condition, EnumSet.of(Truth.TRUE));
  }

  public static Goal isFalse(ConditionTree condition) {
    return new Goal(condition, EnumSet.of(Truth.FALSE));
  }

  public static Goal isNotTrue(ConditionTree condition) {
    return new Goal(condition, EnumSet.of(Truth.FALSE, Truth.UNTOLD));
  }
}
