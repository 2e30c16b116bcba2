package dev.sequitur.rule.eventtype.domain;

import dev.sequitur.kit.problem.ProblemCode;

/** Why an expression does not fit the events that it is for. */
public enum TypeCode implements ProblemCode {
  EVENT_FIELD_UNKNOWN("These events have no such field."),
  EVENT_TYPE_MISMATCH("The operation is not defined for the values that these events have there."),
  EVENT_VALUE_UNKNOWN("The field never has this value.");

  private final String title;

  TypeCode(String title) {
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
