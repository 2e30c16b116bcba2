package dev.sequitur.notification.domain;

/** How grave it is. */
public enum Severity {
  /** Nothing is wrong. */
  INFO,
  /** Something may have gone wrong. */
  WARNING,
  /** Something did go wrong. */
  ERROR
}
