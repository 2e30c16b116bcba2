package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Event;
import dev.sequitur.e2e.checker.World.Sent;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The orders of the schedule: one for each second between its first and its last. */
final class Ticks {

  static final String PREFIX = "tick-";

  private Ticks() {}

  /** What the schedule must have published, by what it has published first and last. */
  static Map<String, Sent> due(Collection<Event> events) {
    var instants =
        events.stream()
            .map(Event::order)
            .filter(order -> order.startsWith(PREFIX))
            .map(order -> Instant.parse(order.substring(PREFIX.length())))
            .sorted()
            .toList();
    var due = new HashMap<String, Sent>();
    if (instants.isEmpty()) {
      due.put(PREFIX, new Sent(PREFIX, Kind.KEYED, true, Set.of()));
      return due;
    }
    for (var at = instants.getFirst(); !at.isAfter(instants.getLast()); at = at.plusSeconds(1)) {
      var order = PREFIX + at;
      due.put(order, new Sent(order, Kind.KEYED, true, Set.of()));
    }
    return due;
  }
}
