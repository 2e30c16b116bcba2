package dev.sequitur.trigger.delivery;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The last calls of webhooks at all replicas. They are brought together in the database once a
 * second, behind the callers' backs: it may be away.
 */
@ApplicationScoped
public class DeliveryLog {

  private static final Logger LOG = Logger.getLogger(DeliveryLog.class);

  private final PathDatabase path;
  private final ApiDatabase api;

  /** Tells calls of this process from those of others, and of the one before it. */
  private final UUID replica = UUID.randomUUID();

  private final Map<UUID, RecentDeliveries> byTrigger = new ConcurrentHashMap<>();

  DeliveryLog(PathDatabase path, ApiDatabase api) {
    this.path = path;
    this.api = api;
  }

  /** A trigger's, the same for all its versions. */
  public RecentDeliveries of(String workspace, UUID trigger) {
    var known = byTrigger.get(trigger);
    return known != null
        ? known
        : byTrigger.computeIfAbsent(trigger, uid -> new RecentDeliveries(workspace, uid));
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void store() {
    var fresh =
        byTrigger.values().stream()
            .filter(RecentDeliveries::takeNews)
            // In one order, so that replicas wait for each other instead of dead-locking.
            .sorted(Comparator.comparing(RecentDeliveries::trigger))
            .toList();
    if (fresh.isEmpty()) {
      return;
    }
    try {
      path.run(transaction -> DeliveryTable.store(transaction.connection(), replica, fresh));
    } catch (DatabaseException e) {
      fresh.forEach(RecentDeliveries::returnNews);
      LOG.debugf("what came of calls is stored later: %s", e.getMessage());
    }
  }

  /**
   * The last calls, the latest first.
   *
   * @param isComplete false while the database is away: those of other replicas, and of before this
   *     one's start, are missing
   */
  record Last(List<DeliveryView> items, boolean isComplete) {}

  Last last(String workspace, UUID trigger) {
    var own =
        of(workspace, trigger).all().stream().map(one -> StoredDelivery.of(replica, one)).toList();
    try {
      var stored =
          api.in(workspace, transaction -> DeliveryTable.of(transaction.connection(), trigger));
      return new Last(DeliveryView.latest(own, stored), true);
    } catch (DatabaseException e) {
      LOG.debugf("the deliveries of this replica alone are shown: %s", e.getMessage());
      return new Last(DeliveryView.latest(own, List.of()), false);
    }
  }
}
