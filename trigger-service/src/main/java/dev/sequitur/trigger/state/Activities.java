package dev.sequitur.trigger.state;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.DatabaseException;
import dev.sequitur.kit.database.PathDatabase;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/** What came of calls of triggers, brought into the database now and then: it may be away. */
@ApplicationScoped
public class Activities {

  private static final Logger LOG = Logger.getLogger(Activities.class);

  private final PathDatabase path;
  private final ApiDatabase api;
  private final InstantSource clock;
  private final Map<UUID, Activity> byTrigger = new ConcurrentHashMap<>();
  private final Map<UUID, Activity.Seen> stored = new HashMap<>();

  Activities(PathDatabase path, ApiDatabase api, InstantSource clock) {
    this.path = path;
    this.api = api;
    this.clock = clock;
  }

  /** A trigger's, the same for all its versions. */
  public Activity of(String workspace, UUID trigger) {
    var known = byTrigger.get(trigger);
    return known != null
        ? known
        : byTrigger.computeIfAbsent(trigger, uid -> new Activity(workspace, uid, clock));
  }

  /** Brings what is new into the database, if it is there. */
  @Scheduled(every = "2s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  public synchronized void store() {
    var fresh =
        byTrigger.values().stream()
            .map(activity -> new Fresh(activity, activity.seen(), last(activity)))
            .filter(Fresh::isNews)
            // In one order, so that replicas wait for each other instead of dead-locking.
            .sorted(Comparator.comparing(one -> one.activity().trigger()))
            .toList();
    if (!fresh.isEmpty()) {
      store(fresh);
    }
  }

  private void store(List<Fresh> fresh) {
    try {
      path.run(transaction -> ActivityTable.merge(transaction.connection(), fresh));
      fresh.forEach(one -> stored.put(one.activity().trigger(), one.seen()));
    } catch (DatabaseException e) {
      LOG.debugf("what came of calls is stored later: %s", e.getMessage());
    }
  }

  private Activity.Seen last(Activity activity) {
    return stored.getOrDefault(activity.trigger(), Activity.Seen.NOTHING);
  }

  /** Of all replicas, as far as it is stored. */
  Optional<Activity.Seen> stored(String workspace, UUID trigger) {
    return api.in(workspace, transaction -> ActivityTable.find(transaction.connection(), trigger));
  }

  /**
   * What is to be stored.
   *
   * @param before what this replica has stored last
   */
  record Fresh(Activity activity, Activity.Seen seen, Activity.Seen before) {

    boolean isNews() {
      return !seen.equals(before);
    }

    /** Refusals that are not counted yet, beyond those before the last event. */
    long refusals() {
      var isNewEvent = seen.event() != null && !seen.event().equals(before.event());
      return isNewEvent ? seen.inARow() : seen.inARow() - before.inARow();
    }
  }
}
