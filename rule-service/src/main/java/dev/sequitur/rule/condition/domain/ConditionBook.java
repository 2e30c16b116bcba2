package dev.sequitur.rule.condition.domain;

import org.jspecify.annotations.Nullable;

/** The conditions of one workspace by their names, at one moment. */
@FunctionalInterface
public interface ConditionBook {

  /** Null if there is none of that name then. */
  @Nullable When find(String name);
}
