package dev.sequitur.trigger.delivery;

import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.PathDatabase;
import dev.sequitur.trigger.delivery.Delivery.Verdict;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;

/** Further replicas' calls in the hands of a test. */
@ApplicationScoped
public class Replicas {

  private final PathDatabase path;
  private final ApiDatabase api;

  Replicas(PathDatabase path, ApiDatabase api) {
    this.path = path;
    this.api = api;
  }

  /**
   * Another replica takes so many calls from an instant on, a millisecond apart, and stores them.
   */
  public void take(UUID trigger, int calls, Instant from, String verifier) {
    var log = new DeliveryLog(path, api);
    for (int i = 0; i < calls; i++) {
      log.of("default", trigger)
          .add(
              new Delivery(
                  from.plusMillis(i), 1, verifier, 2L, new Verdict.Accepted(UUID.randomUUID())));
    }
    log.store();
  }

  /** Rows of a trigger in the table. */
  public long rows(UUID trigger) {
    return path.transact(
        transaction -> {
          try (var select =
              transaction
                  .connection()
                  .prepareStatement("SELECT count(*) FROM webhook_deliveries WHERE uid = ?")) {
            select.setObject(1, trigger);
            return count(select);
          }
        });
  }

  private static long count(java.sql.PreparedStatement select) throws SQLException {
    try (var found = select.executeQuery()) {
      found.next();
      return found.getLong(1);
    }
  }
}
