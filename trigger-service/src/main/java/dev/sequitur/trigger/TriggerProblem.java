package dev.sequitur.trigger;

import dev.sequitur.kit.problem.ProblemCode;

/** Why something is not accepted as an event. */
public enum TriggerProblem implements ProblemCode {
  /** No such path, or its trigger is a draft, suspended or archived: they answer alike. */
  TRIGGER_NOT_FOUND(404, "There is no published trigger there."),
  /** The service has just started and does not know yet which webhooks there are. */
  TRIGGERS_NOT_READ(503, "The webhooks are not known yet; try again."),
  /** Webhooks, schedules and topics fire by themselves. */
  TRIGGER_NOT_MANUAL(409, "The trigger is not fired by hand."),
  TRIGGER_NOT_A_SCHEDULE(409, "The trigger is no schedule."),
  /** Only webhooks have deliveries. */
  TRIGGER_NOT_A_WEBHOOK(409, "The trigger is no webhook."),
  SIGNATURE_MISSING(401, "The request is not signed as the trigger demands."),
  SIGNATURE_INVALID(401, "The signature is not that of this body."),
  TIMESTAMP_OUTSIDE_TOLERANCE(401, "The request was signed too long ago, or in the future."),
  /** The secret that the trigger names is not there: closed, not open. */
  SECRET_MISSING(401, "The trigger's secret is not there."),
  SECRET_UNUSABLE(401, "The trigger's secret cannot be used for this kind of signature."),
  EVENT_TOO_LARGE(413, "The event is too large."),
  CONTENT_NOT_JSON(415, "Only JSON is taken here."),
  BODY_NOT_JSON(400, "The body is not JSON."),
  MAPPING_FAILED(422, "The trigger's mapping does not fit this request."),
  EVENT_INVALID(422, "This is not a CloudEvent that can be accepted."),
  /** A suspension takes effect a few seconds after it was asked for. */
  TRIGGER_NOT_SUSPENDED(409, "The suspension is not in force yet; try again."),
  /** There are no positions, and nothing that could be caught up on. */
  TRIGGER_READS_NO_TOPIC(409, "The trigger reads no topic."),
  TOO_MANY_IN_FLIGHT(503, "Too many events are on their way; try again."),
  /** The event may have been stored all the same; a repeat has the same id if it names one. */
  BROKER_UNAVAILABLE(503, "The event could not be stored in time; try again.");

  private final int status;
  private final String title;

  TriggerProblem(int status, String title) {
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
