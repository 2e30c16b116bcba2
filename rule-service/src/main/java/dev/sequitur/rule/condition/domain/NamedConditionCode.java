package dev.sequitur.rule.condition.domain;

import dev.sequitur.kit.problem.ProblemCode;

/**
 * Why a named condition cannot be put in its place, or must not go. While a definition is saved: a
 * mistake with its place. While an event is decided on: the rule has not matched.
 */
public enum NamedConditionCode implements ProblemCode {
  CONDITION_NOT_FOUND(422, "There is no published condition of that name."),
  CONDITION_CYCLIC(422, "A condition leads back to itself."),
  CONDITION_TOO_DEEP(422, "It is nested too deeply."),
  CONDITION_TOO_LARGE(422, "A condition is too large with those that it names."),
  CONDITION_IN_USE(409, "Others use the condition.");

  private final int status;
  private final String title;

  NamedConditionCode(int status, String title) {
    this.status = status;
    this.title = title;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
