package dev.sequitur.trigger.alarm.domain;

/** What a trigger can raise an alarm about. */
public enum AlarmKind {
  /** It has made no event for longer than it says. */
  QUIET("dev.sequitur.trigger.quiet"),
  /** A schedule's instant was let go, or nobody deals with it. */
  DID_NOT_FIRE("dev.sequitur.trigger.did-not-fire");

  /** The type of the event that says that an alarm is over. */
  public static final String RECOVERED = "dev.sequitur.trigger.recovered";

  private final String type;

  AlarmKind(String type) {
    this.type = type;
  }

  /** The type of the event that it is. */
  public String type() {
    return type;
  }
}
