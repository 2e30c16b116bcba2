package dev.sequitur.trigger.schedule.domain;

/** What becomes of a local time that does not exist because clocks are put forward. */
public enum Gap {
  /**
   * It is read with the offset before the gap, as RFC 5545 §3.3.5 does: 02:30 becomes 03:30 where
   * an hour is left out. Times that then coincide with others are one instant.
   */
  SHIFT,
  /** It is left out. */
  SKIP
}
