package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.checker.Kind;
import dev.sequitur.e2e.checker.World.Sent;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** An order as one client knows it, and what it was answered so far. */
final class ClientOrder {

  final String id;
  final Kind kind;
  final Door door;
  final boolean genuine;
  final String body;
  private final Set<String> eventIds = ConcurrentHashMap.newKeySet();
  private volatile boolean settled;

  /**
   * @param genuine false for somebody who has no secret
   */
  ClientOrder(String id, Kind kind, Door door, boolean genuine, String body) {
    this.id = id;
    this.kind = kind;
    this.door = door;
    this.genuine = genuine;
    this.body = body;
  }

  /** Made anew for every try: a signature holds for five minutes. */
  Map<String, String> headers(Instant now) {
    return genuine ? door.sign(id, body, now) : door.forge(id, body, now);
  }

  /** True the first time: no more tries are needed. */
  synchronized boolean settle() {
    var first = !settled;
    settled = true;
    return first;
  }

  boolean isSettled() {
    return settled;
  }

  void accepted(String eventId) {
    eventIds.add(eventId);
  }

  Sent sent() {
    return new Sent(id, kind, !eventIds.isEmpty(), Set.copyOf(eventIds));
  }
}
