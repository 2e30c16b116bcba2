package dev.sequitur.kit.expression;

/** What a condition says. A failed condition counts as not matched, with the reason kept. */
public sealed interface Verdict {

  /** The condition is true. */
  record Matched() implements Verdict {}

  /** The condition is false. */
  record Unmatched() implements Verdict {}

  /**
   * The condition could not be told.
   *
   * @param code the name of an {@link ExpressionCode}
   * @param detail a sentence without anything of the data in it
   */
  record Failed(String code, String detail) implements Verdict {}

  /** Whether the condition is true. */
  default boolean matched() {
    return this instanceof Matched;
  }
}
