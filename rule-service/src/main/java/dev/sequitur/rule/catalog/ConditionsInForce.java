package dev.sequitur.rule.catalog;

import dev.sequitur.rule.condition.domain.ConditionBook;
import dev.sequitur.rule.condition.domain.When;
import dev.sequitur.rule.matching.domain.index.HashTrie;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** The named conditions in force at an instant, of all workspaces. Immutable, like a book. */
final class ConditionsInForce {

  static final ConditionsInForce NONE = new ConditionsInForce(HashTrie.empty());

  /** Where a condition is found. */
  record Place(String workspace, String name) {}

  private record Named(Version version, When when) {}

  /** More than one under a name only while a name passes from one condition to another. */
  private final HashTrie<Place, HashTrie<UUID, Named>> byPlace;

  private ConditionsInForce(HashTrie<Place, HashTrie<UUID, Named>> byPlace) {
    this.byPlace = byPlace;
  }

  /** With a condition in the place of the one that had its uid there. */
  ConditionsInForce with(Place place, Version version, When when) {
    return new ConditionsInForce(
        byPlace.with(place, at(place).with(version.uid(), new Named(version, when))));
  }

  ConditionsInForce without(Place place, UUID uid) {
    var rest = at(place).without(uid);
    return new ConditionsInForce(
        rest.size() == 0 ? byPlace.without(place) : byPlace.with(place, rest));
  }

  ConditionBook of(String workspace) {
    return name -> {
      var named = find(workspace, name);
      return named == null ? null : named.when();
    };
  }

  /** The version of every condition that one reaches by names; empty for those not in force. */
  SortedMap<String, Optional<Version>> reached(String workspace, When when) {
    var reached = new TreeMap<String, Optional<Version>>();
    var open = new ArrayDeque<String>(when.references());
    while (!open.isEmpty()) {
      var name = open.remove();
      if (!reached.containsKey(name)) {
        var named = find(workspace, name);
        reached.put(name, Optional.ofNullable(named).map(Named::version));
        if (named != null) {
          open.addAll(named.when().references());
        }
      }
    }
    return reached;
  }

  private HashTrie<UUID, Named> at(Place place) {
    var named = byPlace.get(place);
    return named == null ? HashTrie.empty() : named;
  }

  /** Of several the one with the highest uid, whatever the order in which they came. */
  private @Nullable Named find(String workspace, String name) {
    var highest = new AtomicReference<@Nullable Named>();
    at(new Place(workspace, name))
        .forEach(
            named ->
                highest.accumulateAndGet(
                    named,
                    (known, one) ->
                        known == null || one == null || higher(one, known) ? one : known));
    return highest.get();
  }

  private static boolean higher(Named one, Named other) {
    return one.version().uid().compareTo(other.version().uid()) > 0;
  }
}
