package dev.sequitur.kit.expression;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a template gave. */
public sealed interface Rendering {

  /**
   * The tree with every expression replaced by its value.
   *
   * @param value of the types of {@link JsonValues}; not to be changed
   * @param unset the JSON Pointers of what was left out because a field is missing; only where that
   *     was asked for
   */
  record Rendered(@Nullable Object value, List<String> unset) implements Rendering {}

  /**
   * No tree; the first failure.
   *
   * @param pointer the JSON Pointer of the string whose expression failed
   * @param code the name of an {@link ExpressionCode}
   * @param detail a sentence without anything of the data in it
   */
  record Failed(String pointer, String code, String detail) implements Rendering {}
}
