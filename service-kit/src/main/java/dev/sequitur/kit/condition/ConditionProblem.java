package dev.sequitur.kit.condition;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that can be made in a condition's tree; each comes with a pointer. */
public enum ConditionProblem implements ProblemCode {
  CONDITION_INVALID("The condition has errors."),
  CONDITION_NODE_UNKNOWN("A node of the tree is of no known form."),
  CONDITION_KEY_UNKNOWN("A node of the tree has no such key."),
  CONDITION_GROUP_EMPTY("A group needs at least one part."),
  CONDITION_OPERATOR_UNKNOWN("There is no such operator."),
  CONDITION_FIELD_INVALID("This is no path to a field."),
  CONDITION_VALUE_INVALID("The operator does not take this value."),
  CONDITION_NAME_INVALID("This cannot be a condition's name."),
  CONDITION_TOO_DEEP("It is nested too deeply.");

  private final String title;

  ConditionProblem(String title) {
    this.title = title;
  }

  @Override
  public int status() {
    return 422;
  }

  @Override
  public String title() {
    return title;
  }
}
