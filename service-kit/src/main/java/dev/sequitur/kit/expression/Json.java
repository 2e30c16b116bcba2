package dev.sequitur.kit.expression;

import org.jspecify.annotations.Nullable;

/** What became of bytes that should be JSON. */
public sealed interface Json {

  /** The value: see {@link JsonValues} for its types. */
  record Parsed(@Nullable Object value) implements Json {}

  /**
   * The bytes are not acceptable JSON.
   *
   * @param detail a sentence without anything of the data in it
   * @param line from 1
   * @param column from 1
   */
  record Malformed(String detail, int line, int column) implements Json {}
}
