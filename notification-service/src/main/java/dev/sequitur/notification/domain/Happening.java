package dev.sequitur.notification.domain;

/** What can be told of, which is also the category that preferences are kept by. */
public enum Happening {
  /** The target refused an effect. */
  FAILED(Severity.ERROR),
  /** An effect was given up after its attempts. */
  DEAD(Severity.ERROR),
  /** Whether an effect took place cannot be known: a person has to look. */
  UNKNOWN(Severity.WARNING),
  /** A run could not start. */
  REJECTED(Severity.ERROR),
  /** A run ended well after the last trouble with its rule was told. */
  RECOVERED(Severity.INFO),
  /** A run ended well. */
  FINISHED(Severity.INFO);

  private final Severity severity;

  Happening(Severity severity) {
    this.severity = severity;
  }

  public Severity severity() {
    return severity;
  }

  /** Whether a rule can recover from it. */
  public boolean isTrouble() {
    return severity != Severity.INFO;
  }
}
