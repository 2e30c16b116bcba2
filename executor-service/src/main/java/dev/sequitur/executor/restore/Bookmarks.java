package dev.sequitur.executor.restore;

import dev.sequitur.executor.ledger.Positions;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.kafka.Batch;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * How far commands are admitted. Written down once a second, apart from admission, which it costs
 * nothing: it may lag behind the ledger, and is never ahead of it.
 */
@ApplicationScoped
public class Bookmarks {

  private static final Logger LOG = Logger.getLogger(Bookmarks.class);

  private final Positions positions;
  private final Map<Integer, Long> moved = new ConcurrentHashMap<>();

  Bookmarks(Positions positions) {
    this.positions = positions;
  }

  /** What came before is committed in the ledger. */
  public void admitted(Batch<?> batch) {
    batch.next().forEach((partition, next) -> moved.merge(partition.partition(), next, Math::max));
  }

  @Scheduled(every = "1s", delayed = "1s", concurrentExecution = ConcurrentExecution.SKIP)
  void note() {
    var now = new HashMap<>(moved);
    if (now.isEmpty()) {
      return;
    }
    try {
      positions.note(now);
      now.forEach(moved::remove);
    } catch (DatabaseException e) {
      LOG.debugf("positions are noted later: %s", e.getMessage());
    }
  }
}
