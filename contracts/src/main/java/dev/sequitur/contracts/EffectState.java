package dev.sequitur.contracts;

/** Where an effect stands in the ledger. */
public enum EffectState {
  PLANNED,
  STARTED,
  RETRY_WAIT,
  SUCCEEDED,
  /** The target refused it. */
  FAILED,
  /** Whether it happened cannot be known. */
  UNKNOWN,
  CANCELLED,
  /** Given up after its attempts. */
  DEAD;

  public boolean isFinal() {
    return switch (this) {
      case PLANNED, STARTED, RETRY_WAIT -> false;
      case SUCCEEDED, FAILED, UNKNOWN, CANCELLED, DEAD -> true;
    };
  }
}
