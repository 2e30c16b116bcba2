package dev.sequitur.rule.condition.domain;

/** What a condition, or a part of one, says of an event. */
public enum Truth {
  TRUE,
  FALSE,
  /** It cannot be told from what is known: a field is missing, or is of a type without an order. */
  UNTOLD;

  public static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }

  /** What cannot be told cannot be told either way. */
  public Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNTOLD -> UNTOLD;
    };
  }
}
