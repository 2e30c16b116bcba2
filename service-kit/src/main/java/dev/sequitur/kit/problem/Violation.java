package dev.sequitur.kit.problem;

/**
 * One thing that is wrong with a document.
 *
 * @param pointer JSON Pointer (RFC 6901) to it
 * @param code stable
 * @param detail what is wrong, and what would be right; holds no user text beyond names
 */
public record Violation(String pointer, String code, String detail) {

  /** The same problem, seen from a document that holds this one at {@code prefix}. */
  public Violation under(String prefix) {
    return new Violation(prefix + pointer, code, detail);
  }
}
