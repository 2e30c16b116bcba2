package dev.sequitur.reporting;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that only callers of this service can make. */
public enum ReportingProblem implements ProblemCode {
  INVALID_PARAMETER(400, "A parameter of the query is not understood."),
  RUN_NOT_FOUND(404, "There is no such run."),
  RULE_NOT_PUBLISHED(404, "No rule of that name was ever published."),
  EVENT_NOT_FOUND(404, "There is no such event in the index."),
  REPORT_NOT_PUBLISHED(409, "The report's definition is not in force."),
  REPORT_NOT_FOUND(404, "There is no such report."),
  REPORT_NOT_MADE(409, "The report says nothing yet."),
  REPORT_TOO_LARGE(422, "The report is too large for this format.");

  private final int status;
  private final String title;

  ReportingProblem(int status, String title) {
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
