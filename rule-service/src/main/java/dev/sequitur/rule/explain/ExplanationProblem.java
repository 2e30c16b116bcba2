package dev.sequitur.rule.explain;

import dev.sequitur.kit.problem.ProblemCode;

/** Why something cannot be explained. */
public enum ExplanationProblem implements ProblemCode {
  EVENT_NOT_FOUND(404, "There is no such event in the index."),
  EVENT_NO_LONGER_KEPT(410, "The log no longer has this event.");

  private final int status;
  private final String title;

  ExplanationProblem(int status, String title) {
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
