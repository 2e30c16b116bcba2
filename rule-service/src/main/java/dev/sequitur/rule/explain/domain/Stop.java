package dev.sequitur.rule.explain.domain;

/** What kept a rule from starting a run for an event; the order is how near it came. */
public enum Stop {
  /** Its brake: as many runs as may start within its time had started. */
  BRAKED,
  /** The run could not start, which its own record says: its arguments could not be rendered. */
  REJECTED,
  /** The condition is false. */
  CONDITION,
  /** The condition could not be told. */
  UNTOLD,
  /** Outside of {@code validFrom} and {@code validUntil}, or held back in another way. */
  SUPPRESSED,
  /** It rested. */
  SUSPENDED,
  /** Its first version took effect later. */
  NOT_YET_IN_FORCE,
  /** There is a draft, and no version. */
  NOT_PUBLISHED,
  /** The version decides without effects, beside the one that acts. */
  SHADOW,
  /** This service cannot make a rule of that version. */
  UNUSABLE,
  /** It was archived. */
  ARCHIVED,
  /** It does not listen to events of this type. */
  TYPE
}
