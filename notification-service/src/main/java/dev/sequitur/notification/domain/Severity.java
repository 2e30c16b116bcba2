package dev.sequitur.notification.domain;

/** How grave it is. */
public enum Severity {
  /** Something may have gone wrong. */
  WARNING,
  /** Something did go wrong. */
  ERROR
}
