package dev.sequitur.notification.document;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.kit.definition.Books;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jboss.logging.Logger;

/**
 * The published definitions of one kind, by name, for any instant. What this version cannot read is
 * not in force: whoever needs it is told so.
 *
 * @param <T> what a definition means here
 */
public class NamedInForce<T> {

  private static final Logger LOG = Logger.getLogger(NamedInForce.class);

  private record Key(String workspace, String name) {}

  private final Function<DefinitionPublished, Optional<T>> reading;
  private final Map<String, Optional<T>> read = new ConcurrentHashMap<>();
  private final Books<Map<Key, T>> books = new Books<>(this::bind);

  public NamedInForce(Function<DefinitionPublished, Optional<T>> reading) {
    this.reading = reading;
  }

  /** Takes note of a change; never throws. */
  public void heard(DefinitionPublished change) {
    var known = read.computeIfAbsent(change.key(), _ -> reading.apply(change));
    if (known.isEmpty()) {
      LOG.errorf("%s is not in force: it cannot be read", change.key());
    }
    books.heard(change);
  }

  /** What is in force under a name at an instant. */
  public Optional<T> find(String workspace, String name, Instant at) {
    return Optional.ofNullable(books.inForceAt(at).get(new Key(workspace, name)));
  }

  private Map<Key, T> bind(List<DefinitionPublished> active) {
    var byName = new HashMap<Key, T>();
    for (var change : active) {
      read.getOrDefault(change.key(), Optional.empty())
          .ifPresent(one -> byName.put(new Key(change.workspace(), change.name()), one));
    }
    return byName;
  }
}
