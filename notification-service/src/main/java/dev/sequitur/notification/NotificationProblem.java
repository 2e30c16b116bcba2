package dev.sequitur.notification;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that only callers of this service can make. */
public enum NotificationProblem implements ProblemCode {
  NOTIFICATION_NOT_FOUND(404, "There is no such notification for you."),
  NOTIFICATION_FILTER_INVALID(400, "Which notifications are wanted cannot be understood.");

  private final int status;
  private final String title;

  NotificationProblem(int status, String title) {
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
