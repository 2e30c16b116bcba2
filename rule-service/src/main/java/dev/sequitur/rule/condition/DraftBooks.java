package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.rule.condition.domain.ConditionBook;
import java.util.function.Function;

/** The conditions that a draft may name when it is checked. */
public interface DraftBooks {

  /** Gives the published conditions of the bundle's workspace, and those in the bundle. */
  <R> R open(Bundle together, Function<ConditionBook, R> use);
}
