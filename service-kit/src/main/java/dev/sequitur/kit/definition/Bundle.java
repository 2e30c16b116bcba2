package dev.sequitur.kit.definition;

import java.util.List;

/**
 * The documents that are applied together: a reference may point to one of them.
 *
 * @param workspace where they go
 * @param documents all of them, of all kinds and owners
 */
public record Bundle(String workspace, List<Manifest> documents) {

  /** True if a document of this kind and name is applied together with the one at hand. */
  public boolean holds(String kind, String name) {
    return documents.stream()
        .anyMatch(document -> document.kind().equals(kind) && document.name().equals(name));
  }
}
