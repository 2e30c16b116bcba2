package dev.sequitur.trigger.kafka;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The catch-ups of a session: one a trigger, each with a consumer and a thread of its own. */
final class CatchUps implements AutoCloseable {

  /** Those beyond wait for their turn: each has a consumer and a thread. */
  private static final int MOST = 8;

  private final TopicReader reader;
  private final SourceClients clients;
  private final String topicId;
  private final Places places;
  private final Map<UUID, CatchUp> running = new ConcurrentHashMap<>();

  CatchUps(TopicReader reader, SourceClients clients, String topicId, Places places) {
    this.reader = reader;
    this.clients = clients;
    this.topicId = topicId;
    this.places = places;
  }

  /**
   * Starts those that are not under way, as far as there is room; one that has nothing left to do
   * ends by itself.
   */
  void follow(Set<UUID> wanted) {
    running.values().removeIf(CatchUp::isOver);
    for (var uid : wanted) {
      if (running.size() >= MOST) {
        return;
      }
      running.computeIfAbsent(
          uid,
          _ -> {
            var catchUp = new CatchUp(uid, reader, clients, topicId, places);
            catchUp.start();
            return catchUp;
          });
    }
  }

  @Override
  public void close() {
    running.values().forEach(CatchUp::stop);
    running.values().forEach(CatchUp::awaitStop);
  }
}
