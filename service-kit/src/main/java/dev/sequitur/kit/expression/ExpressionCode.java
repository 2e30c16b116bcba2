package dev.sequitur.kit.expression;

/**
 * Why an expression was not accepted, or gave no value. The names are stable: they appear in
 * problems, in events and in logs.
 */
public enum ExpressionCode {
  /** The text is not an expression. */
  EXPRESSION_SYNTAX,
  /** The text, its tree, its loops or its regular expressions exceed what is accepted. */
  EXPRESSION_TOO_LARGE,
  /** A regular expression in the text does not compile. */
  EXPRESSION_REGEX,
  /** An argument that is written out and can never do: no zone, calendar or address range. */
  EXPRESSION_ARGUMENT,
  /** A condition that can never be true or false. */
  EXPRESSION_NOT_BOOLEAN,
  /** A condition is named where it cannot be, or not in quotes. */
  EXPRESSION_REFERENCE,
  /** A field, key or list position that the expression selects is not there. */
  EXPRESSION_FIELD_MISSING,
  /** Values of types that the operation is not defined for, or a name that does not exist. */
  EXPRESSION_TYPE,
  /** A number that cannot be represented: overflow, division by zero, not a number. */
  EXPRESSION_NUMBER,
  /** The evaluation exceeds its bounds. */
  EXPRESSION_LIMIT,
  /** Anything else, such as text that cannot be converted. */
  EXPRESSION_FAILED
}
