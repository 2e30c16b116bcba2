package dev.sequitur.rule.explain.domain;

import org.jspecify.annotations.Nullable;

/**
 * What stood where an expression looked.
 *
 * @param path as expressions name it, {@code data.customer.tier}
 * @param seen how much of it is shown
 * @param value JSON; null unless a value is shown
 */
public record SeenValue(String path, Seen seen, @Nullable Object value) {

  /** How much of a value is shown. */
  public enum Seen {
    /** All of it; null is a value. */
    VALUE,
    /** Nothing stood there. */
    MISSING,
    /** The beginning of a long text, or the kind and size of an object or a list. */
    SHORTENED,
    /** Not for whoever asks: they lack {@code payload:read}. */
    HIDDEN
  }

  /** The same for those who may not see values. */
  public SeenValue hidden() {
    return new SeenValue(path, Seen.HIDDEN, null);
  }
}
