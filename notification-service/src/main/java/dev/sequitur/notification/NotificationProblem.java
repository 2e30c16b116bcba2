package dev.sequitur.notification;

import dev.sequitur.kit.problem.ProblemCode;

/** Mistakes that only callers of this service can make. */
public enum NotificationProblem implements ProblemCode {
  NOTIFICATION_NOT_FOUND(404, "There is no such notification for you."),
  NOTIFICATION_FILTER_INVALID(400, "Which notifications are wanted cannot be understood."),
  DELIVERY_NOT_FOUND(404, "There is no such delivery."),
  DELIVERY_FILTER_INVALID(400, "Which deliveries are wanted cannot be understood."),
  PREFERENCES_INVALID(422, "The preferences have errors."),
  PREVIEW_INVALID(422, "It is not clear what the preview is to be made of."),
  CHANNEL_WITHOUT_ADDRESS(409, "Neither the channel nor you have an address.");

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
