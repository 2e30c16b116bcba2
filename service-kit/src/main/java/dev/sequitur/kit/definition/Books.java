package dev.sequitur.kit.definition;

import dev.sequitur.contracts.DefinitionPublished;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What was, is and will be in force: for any instant the book made of the definitions active then.
 * Between two changes there is one book, made once. Thread-safe.
 *
 * @param <B> the book: immutable, made from the active definitions
 */
public final class Books<B> {

  private record Edition<B>(Instant from, Instant until, B book) {
    boolean covers(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until);
    }
  }

  /** Where a change stands among those of its definition: the highest wins at one instant. */
  private record Place(Instant from, long change) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::from).thenComparingLong(Place::change);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Function<List<DefinitionPublished>, B> binding;
  private final Map<UUID, TreeMap<Place, DefinitionPublished>> changes = new HashMap<>();
  private final TreeSet<Instant> instants = new TreeSet<>();
  private volatile @Nullable Edition<B> latest;

  public Books(Function<List<DefinitionPublished>, B> binding) {
    this.binding = binding;
  }

  /** Takes note of a change. */
  public synchronized void heard(DefinitionPublished change) {
    var ofOne = changes.computeIfAbsent(change.uid(), _ -> new TreeMap<>());
    // A change that was issued again replaces its void self, wherever that stood.
    ofOne.values().removeIf(known -> known.change() == change.change());
    ofOne.put(new Place(change.effectiveFrom(), change.change()), change);
    instants.add(change.effectiveFrom());
    latest = null;
  }

  /** The book in force at an instant. */
  public B inForceAt(Instant instant) {
    var edition = latest;
    if (edition != null && edition.covers(instant)) {
      return edition.book();
    }
    return bind(instant);
  }

  private synchronized B bind(Instant instant) {
    var from = instants.floor(instant);
    var until = instants.higher(instant);
    var edition =
        new Edition<>(
            from == null ? Instant.MIN : from,
            until == null ? Instant.MAX : until,
            binding.apply(activeAt(instant)));
    latest = edition;
    return edition.book();
  }

  private List<DefinitionPublished> activeAt(Instant instant) {
    var active = new ArrayList<DefinitionPublished>();
    for (var ofOne : changes.values()) {
      var inForce = ofOne.floorEntry(new Place(instant, Long.MAX_VALUE));
      if (inForce != null && inForce.getValue().state() == DefinitionPublished.State.ACTIVE) {
        active.add(inForce.getValue());
      }
    }
    active.sort(Comparator.comparing(DefinitionPublished::uid));
    return active;
  }
}
