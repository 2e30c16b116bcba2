package dev.sequitur.rule.check.domain;

/** What a condition says of an event. */
public enum Truth {
  TRUE,
  FALSE,
  /** It cannot be told: a field is missing, or is of a type that the condition cannot work with. */
  UNTOLD;

  Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNTOLD -> UNTOLD;
    };
  }
}
