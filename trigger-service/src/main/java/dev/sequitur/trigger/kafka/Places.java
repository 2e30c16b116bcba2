package dev.sequitur.trigger.kafka;

import dev.sequitur.trigger.kafka.domain.Mark;
import dev.sequitur.trigger.kafka.domain.Place;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Who stands where on the partitions that a session owns. Thread-safe. */
final class Places {

  private final Map<UUID, Map<Integer, Place>> places = new ConcurrentHashMap<>();

  @Nullable Place find(UUID trigger, int partition) {
    var ofOne = places.get(trigger);
    return ofOne == null ? null : ofOne.get(partition);
  }

  void put(UUID trigger, int partition, Place place) {
    places.computeIfAbsent(trigger, _ -> new ConcurrentHashMap<>()).put(partition, place);
  }

  /** The partitions on which a trigger stands. */
  Map<Integer, Place> of(UUID trigger) {
    return places.getOrDefault(trigger, Map.of());
  }

  void keepTriggers(Set<UUID> present) {
    places.keySet().retainAll(present);
  }

  void dropPartitions(Collection<Integer> lost) {
    places.values().forEach(ofOne -> ofOne.keySet().removeAll(lost));
  }

  /** Triggers that catch up somewhere. */
  Set<UUID> catchingUp() {
    var found = new java.util.HashSet<UUID>();
    places.forEach(
        (uid, ofOne) -> {
          if (ofOne.values().stream()
              .anyMatch(place -> place.mark().phase() == Mark.Phase.CATCHING_UP)) {
            found.add(uid);
          }
        });
    return found;
  }

  /** The marks that the cluster does not have yet; all of them if {@code every}. */
  Map<UUID, Map<Integer, Mark>> unsaved(boolean every) {
    var unsaved = new HashMap<UUID, Map<Integer, Mark>>();
    places.forEach(
        (uid, ofOne) ->
            ofOne.forEach(
                (partition, place) -> {
                  if (every || place.isUnsaved()) {
                    unsaved.computeIfAbsent(uid, _ -> new HashMap<>()).put(partition, place.mark());
                  }
                }));
    return unsaved;
  }

  void saved(Map<UUID, Map<Integer, Mark>> written) {
    written.forEach(
        (uid, marks) ->
            marks.forEach(
                (partition, mark) -> {
                  var place = find(uid, partition);
                  if (place != null) {
                    place.saved(mark);
                  }
                }));
  }
}
