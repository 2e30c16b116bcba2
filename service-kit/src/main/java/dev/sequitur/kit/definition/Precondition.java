package dev.sequitur.kit.definition;

import org.jspecify.annotations.Nullable;

/**
 * What must hold before a draft is replaced.
 *
 * @param revision the revision that the writer has read (If-Match); null = any
 * @param absent true if there must be none yet (If-None-Match: *)
 */
public record Precondition(@Nullable Long revision, boolean absent) {

  public static final Precondition NONE = new Precondition(null, false);

  void check(@Nullable Definition existing, String name) {
    if (absent && existing != null) {
      throw DefinitionProblem.DEFINITION_EXISTS.with(name + " exists.");
    }
    if (revision != null && (existing == null || existing.revision() != revision)) {
      throw DefinitionProblem.DEFINITION_CHANGED.with(
          existing == null
              ? name + " does not exist."
              : name + " is at revision " + existing.revision() + ", not " + revision + ".");
    }
  }
}
