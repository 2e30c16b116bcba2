package dev.sequitur.rule.matching.domain.index;

import dev.sequitur.kit.expression.FieldValues;
import dev.sequitur.rule.condition.domain.Truth;

/** A part of a condition that needs no evaluator. Says TRUE and FALSE only where that would. */
@FunctionalInterface
interface Check {

  /**
   * Asks.
   *
   * @param slots where the values of the plan's fields are; below zero where they are not kept
   */
  Truth of(FieldValues values, int[] slots);
}
