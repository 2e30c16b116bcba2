package dev.sequitur.trigger.definition;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The published triggers of all kinds by their names. Known from a topic: needs no database. */
@ApplicationScoped
public class TriggersInForce {

  private record Version(UUID uid, int number) {}

  private record Name(String workspace, String name) {}

  private final Map<Version, PublishedTrigger> compiled = new ConcurrentHashMap<>();
  private final Books<Map<Name, PublishedTrigger>> books = new Books<>(this::bind);

  /** Hears of a change; {@code trigger} is what it was compiled to, if it can be used. */
  public void heard(DefinitionPublished change, Optional<PublishedTrigger> trigger) {
    trigger.ifPresent(one -> compiled.put(new Version(one.uid(), one.version()), one));
    books.heard(change);
  }

  /** The trigger of a name that is in force at an instant, neither suspended nor archived. */
  public Optional<PublishedTrigger> named(String workspace, String name, Instant instant) {
    return Optional.ofNullable(books.inForceAt(instant).get(new Name(workspace, name)));
  }

  /** All that are in force at an instant. */
  public Collection<PublishedTrigger> all(Instant instant) {
    return books.inForceAt(instant).values();
  }

  private Map<Name, PublishedTrigger> bind(List<DefinitionPublished> active) {
    var byName = new HashMap<Name, PublishedTrigger>();
    for (var published : active) {
      var trigger = compiled.get(new Version(published.uid(), published.version()));
      if (trigger != null) {
        byName.put(new Name(published.workspace(), published.name()), trigger);
      }
    }
    return Map.copyOf(byName);
  }
}
