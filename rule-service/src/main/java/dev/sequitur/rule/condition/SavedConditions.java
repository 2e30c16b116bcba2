package dev.sequitur.rule.condition;

import dev.sequitur.kit.definition.Bundle;
import dev.sequitur.kit.definition.Manifest;
import dev.sequitur.kit.definition.ManifestReader;
import dev.sequitur.kit.definition.Neighbours;
import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.When;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The published conditions as they are in the database, and those of a bundle in their places. */
final class SavedConditions implements ConditionBook {

  private final Neighbours neighbours;
  private final List<Manifest> together;
  private final Map<String, Optional<When>> found = new HashMap<>();

  SavedConditions(Neighbours neighbours) {
    this(neighbours, new Bundle("", List.of()));
  }

  SavedConditions(Neighbours neighbours, Bundle together) {
    this.neighbours = neighbours;
    this.together = together.documents();
  }

  @Override
  public @Nullable When find(String name) {
    return found.computeIfAbsent(name, this::read).orElse(null);
  }

  private Optional<When> read(String name) {
    // What cannot be a name is not asked for: the database would stumble over NUL, for one.
    if (!ManifestReader.isName(name)) {
      return Optional.empty();
    }
    return together.stream()
        .filter(one -> one.kind().equals(ConditionKind.NAME) && one.name().equals(name))
        .findFirst()
        .or(() -> neighbours.active(ConditionKind.NAME, name))
        .map(SavedConditions::when);
  }

  /** One that is itself mistaken is told about where it stands, and not once more by its users. */
  private static When when(Manifest manifest) {
    var when = ConditionReader.read(manifest.spec(), "").when();
    return when == null ? When.of("true") : when;
  }
}
