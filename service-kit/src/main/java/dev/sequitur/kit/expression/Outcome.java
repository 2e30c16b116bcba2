package dev.sequitur.kit.expression;

import org.jspecify.annotations.Nullable;

/** What an evaluation gave. */
public sealed interface Outcome {

  /**
   * A value of {@link JsonValues}: a timestamp has become its RFC 3339 text, a duration its ISO
   * 8601 text, bytes their base64 text.
   */
  record Value(@Nullable Object value) implements Outcome {}

  /**
   * No value.
   *
   * @param code the name of an {@link ExpressionCode}
   * @param detail a sentence without anything of the data in it
   */
  record Failed(String code, String detail) implements Outcome {

    static Failed of(ExpressionCode code, String detail) {
      return new Failed(code.name(), detail);
    }
  }
}
