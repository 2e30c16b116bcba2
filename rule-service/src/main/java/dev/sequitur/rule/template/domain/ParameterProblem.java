package dev.sequitur.rule.template.domain;

import dev.sequitur.kit.problem.ProblemCode;

/** What can be wrong with a value that a template is given. */
public enum ParameterProblem implements ProblemCode {
  RULE_PARAMETER_UNKNOWN("The template has no parameter of that name."),
  RULE_PARAMETER_MISSING("A parameter that the template needs is missing."),
  RULE_PARAMETER_INVALID("The template cannot work with this parameter.");

  private final String title;

  ParameterProblem(String title) {
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
