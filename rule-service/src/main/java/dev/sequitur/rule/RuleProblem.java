package dev.sequitur.rule;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that authors of rules can make; each comes with a pointer to where it was made. */
public enum RuleProblem implements ProblemCode {
  RULE_FIELD_MISSING("A field that a rule needs is missing."),
  RULE_FIELD_UNKNOWN("A rule has no field of that name here."),
  RULE_FIELD_TYPE("A field holds a value of another type than it must."),
  RULE_VALUE_MALFORMED("A value does not have the form that it must have."),
  RULE_VALUE_OUT_OF_RANGE("A value is smaller or larger than it may be."),
  RULE_VALUE_DUPLICATE("A value stands twice where it may stand once."),
  RULE_ACTION_UNKNOWN("There is no such action."),
  RULE_ARGUMENT_INVALID("An action cannot work with this argument."),
  RULE_TEST_FAILED("A case stored with the rule does not pass.");

  private final String title;

  RuleProblem(String title) {
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
