package dev.sequitur.trigger.schedule.domain;

/** Which of the two instants of a local time counts that comes twice as clocks are put back. */
public enum Repeated {
  FIRST,
  LAST,
  BOTH
}
