package dev.sequitur.rule.matching.domain.index;

/** What a test of known fields says. */
public enum Truth {
  TRUE,
  FALSE,
  /** It cannot be told from these fields alone, or not without an error: the evaluator knows. */
  UNTOLD;

  Truth negated() {
    return switch (this) {
      case TRUE -> FALSE;
      case FALSE -> TRUE;
      case UNTOLD -> UNTOLD;
    };
  }

  static Truth of(boolean truth) {
    return truth ? TRUE : FALSE;
  }
}
