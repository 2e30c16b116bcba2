package dev.sequitur.executor;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that callers of the executor can make. */
public enum ExecutorProblem implements ProblemCode {
  DEAD_LETTER_NOT_FOUND(404, "There is no such dead letter."),
  DEAD_LETTER_ALREADY_REDRIVEN(409, "This dead letter has been redriven already."),
  RUN_NOT_ADMITTED(404, "The ledger does not know this run."),
  RUN_ENDED(409, "This run has ended."),
  CANCELLATION_INVALID(422, "The cancellation cannot be taken like this."),
  ARGUMENTS_INVALID(422, "The action cannot work with these arguments."),
  FILTER_INVALID(400, "The filter cannot be read."),
  SECRET_INVALID(422, "The secret cannot be stored like this."),
  SECRET_NOT_FOUND(404, "There is no such secret.");

  private final int status;
  private final String title;

  ExecutorProblem(int status, String title) {
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
