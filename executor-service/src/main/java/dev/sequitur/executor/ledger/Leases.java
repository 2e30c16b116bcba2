package dev.sequitur.executor.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The leases of effects that this replica began together, and how many of each are still under way.
 * Only spares the database work: a lease that is forgotten here lapses, and what it stood for is
 * taken up.
 */
final class Leases {

  private final ConcurrentMap<UUID, Held> byCommand = new ConcurrentHashMap<>();

  private record Held(UUID lease, AtomicInteger open) {}

  /** Effects have begun under a lease; their beginning is committed. */
  void begun(Lease lease) {
    var held = new Held(lease.id(), new AtomicInteger(lease.commands().size()));
    lease.commands().forEach(command -> byCommand.put(command, held));
  }

  /** The leases of which nothing is under way any more once these have ended. */
  List<UUID> overWith(Collection<UUID> commands) {
    var ending = new HashMap<Held, Integer>();
    for (var command : commands) {
      var held = byCommand.get(command);
      if (held != null) {
        ending.merge(held, 1, Integer::sum);
      }
    }
    var over = new ArrayList<UUID>();
    ending.forEach(
        (held, count) -> {
          if (held.open().get() <= count) {
            over.add(held.lease());
          }
        });
    return over;
  }

  /** These have ended, and that is committed. */
  void ended(Collection<UUID> commands) {
    for (var command : commands) {
      var held = byCommand.remove(command);
      if (held != null) {
        held.open().decrementAndGet();
      }
    }
  }
}
