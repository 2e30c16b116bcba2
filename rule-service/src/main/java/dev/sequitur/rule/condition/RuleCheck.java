package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.problem.Violation;
import dev.sequitur.rule.condition.domain.ConditionBook;
import java.util.List;

/**
 * Whether a rule is still what it should be under other conditions than those it was saved with.
 */
@FunctionalInterface
public interface RuleCheck {

  /**
   * What is wrong because of the conditions that it names: that they cannot be put in their places,
   * do not fit its event types, or make its cases fail.
   *
   * @param book the conditions that it is put under
   * @return with pointers from the rule's root; empty also for a rule that names none, and for one
   *     that has other errors, which are not the conditions'
   */
  List<Violation> under(ConditionBook book, Manifest rule, String workspace);
}
