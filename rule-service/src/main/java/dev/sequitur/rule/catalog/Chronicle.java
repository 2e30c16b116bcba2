package dev.sequitur.rule.catalog;

import dev.sequitur.contracts.DefinitionPublished;
import dev.sequitur.contracts.DefinitionPublished.State;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Every change that was heard, by definition and by instant. Not thread-safe. */
final class Chronicle {

  /** Where a change stands among those of its definition: the highest wins at one instant. */
  private record Place(Instant from, long change) implements Comparable<Place> {

    private static final Comparator<Place> ORDER =
        Comparator.comparing(Place::from).thenComparingLong(Place::change);

    @Override
    public int compareTo(Place other) {
      return ORDER.compare(this, other);
    }
  }

  private final Map<UUID, TreeMap<Place, DefinitionPublished>> byUid = new HashMap<>();
  private final TreeMap<Instant, Set<UUID>> byInstant = new TreeMap<>();

  void add(DefinitionPublished change) {
    var ofOne = byUid.computeIfAbsent(change.uid(), _ -> new TreeMap<>());
    // A change that was issued again replaces its void self, wherever that stood.
    ofOne.values().removeIf(known -> known.change() == change.change());
    ofOne.put(new Place(change.effectiveFrom(), change.change()), change);
    byInstant.computeIfAbsent(change.effectiveFrom(), _ -> new HashSet<>(2)).add(change.uid());
  }

  /** What of a definition is in force at an instant; null if nothing is. */
  @Nullable DefinitionPublished inForce(UUID uid, Instant instant) {
    var ofOne = byUid.get(uid);
    var last = ofOne == null ? null : ofOne.floorEntry(new Place(instant, Long.MAX_VALUE));
    return last == null || !decides(last.getValue()) ? null : last.getValue();
  }

  /** Something of it decides, if only without effects. */
  private static boolean decides(DefinitionPublished change) {
    return change.state() == State.ACTIVE || change.shadow() != null;
  }

  /** The definitions that may be different at one instant and at another. */
  Set<UUID> between(Instant one, Instant other) {
    boolean inOrder = !one.isAfter(other);
    return together(
        byInstant.subMap(inOrder ? one : other, false, inOrder ? other : one, true).values());
  }

  /** From when on what is in force at an instant has been so. */
  Instant since(Instant instant) {
    var from = byInstant.floorKey(instant);
    return from == null ? Instant.MIN : from;
  }

  /** Until when what is in force at an instant is so. */
  Instant until(Instant instant) {
    var until = byInstant.higherKey(instant);
    return until == null ? Instant.MAX : until;
  }

  private static Set<UUID> together(Collection<Set<UUID>> some) {
    if (some.size() == 1) {
      return some.iterator().next();
    }
    var all = new HashSet<UUID>();
    some.forEach(all::addAll);
    return all;
  }
}
