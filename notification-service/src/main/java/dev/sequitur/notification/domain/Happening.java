package dev.sequitur.notification.domain;

/** What can be told of. Success, cancellation and recovery are nobody's alarm. */
public enum Happening {
  /** The target refused an effect. */
  FAILED(Severity.ERROR),
  /** An effect was given up after its attempts. */
  DEAD(Severity.ERROR),
  /** Whether an effect took place cannot be known: a person has to look. */
  UNKNOWN(Severity.WARNING),
  /** A run could not start. */
  REJECTED(Severity.ERROR);

  private final Severity severity;

  Happening(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }
}
