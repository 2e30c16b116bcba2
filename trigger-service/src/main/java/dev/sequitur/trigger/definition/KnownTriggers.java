package dev.sequitur.trigger.definition;

import dev.sequitur.contracts.DefinitionPublished;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The latest published change of each trigger, suspended ones included. Known from a topic: needs
 * no database.
 */
@ApplicationScoped
public class KnownTriggers {

  private final Map<UUID, DefinitionPublished> latest = new ConcurrentHashMap<>();

  /** Hears of a change. */
  public void heard(DefinitionPublished change) {
    latest.merge(
        change.uid(), change, (old, fresh) -> fresh.change() >= old.change() ? fresh : old);
  }

  /** The trigger of a name that was published and not archived since. */
  public Optional<DefinitionPublished> named(String workspace, String name) {
    return latest.values().stream()
        .filter(known -> known.workspace().equals(workspace) && known.name().equals(name))
        .filter(known -> known.state() != DefinitionPublished.State.ARCHIVED)
        .findFirst();
  }
}
