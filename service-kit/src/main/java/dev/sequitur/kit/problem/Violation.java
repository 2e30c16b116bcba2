package dev.sequitur.kit.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON Pointer (RFC 6901) to it
 * @param code stable
 * @param detail what is wrong, and what would be right; holds no user text beyond names
 * @param line where in the text that the pointer leads to, from 1; null if it is no place in a text
 * @param column in that line, from 1, in code points
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Violation(
    String pointer, String code, String detail, @Nullable Integer line, @Nullable Integer column) {

  public Violation(String pointer, String code, String detail) {
    this(pointer, code, detail, null, null);
  }

  /** The same problem, seen from a document that holds this one at {@code prefix}. */
  public Violation under(String prefix) {
    return new Violation(prefix + pointer, code, detail, line, column);
  }
}
