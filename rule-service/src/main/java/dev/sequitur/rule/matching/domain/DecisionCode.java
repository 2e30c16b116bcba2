package dev.sequitur.rule.matching.domain;

/**
 * Why a rule started no run although its event came, or a repeated event is worth a look. Besides
 * these there are the codes of {@link dev.sequitur.kit.expression.ExpressionCode}: of a condition
 * that could not be told (then the rule has not matched), and of arguments that could not be
 * rendered (then the run is rejected).
 */
public enum DecisionCode {
  /** The event was accepted before {@code validFrom}, or not before {@code validUntil}. */
  RULE_NOT_VALID,
  /** A condition that the rule's own names is not in force at the event's instant. */
  CONDITION_NOT_IN_FORCE,
  /** Rows of a table are hit of which only one may be. */
  TABLE_NOT_UNIQUE,
  /** The event's type is none of those that the rule names; said of cases only. */
  RULE_TYPE_NOT_NAMED,
  /** The command of the run, all its actions together, is larger than a record may be. */
  COMMAND_TOO_LARGE,
  /**
   * The arguments hold what no reader accepts: deeper than 64 levels, or a number of more than 100
   * digits or beyond a double's range.
   */
  COMMAND_NOT_WRITABLE,
  /** The rule lies as often in the chain of rules behind the event as it may start there. */
  RULE_CYCLE,
  /** The rule's brake: as many runs as may start within its time have started. */
  RULE_BRAKED,
  /** An event was repeated under the same id with other data; the first one holds. */
  EVENT_REPEATED_ALTERED
}
