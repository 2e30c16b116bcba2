package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import java.util.UUID;

/** A definition as one change of it left it. */
record Version(UUID uid, long change) {

  static Version of(DefinitionPublished published) {
    return new Version(published.uid(), published.change());
  }
}
