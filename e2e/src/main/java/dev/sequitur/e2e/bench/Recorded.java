package dev.sequitur.e2e.bench;

import dev.sequitur.e2e.rig.Rig;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How many runs reporting-service has recorded as ended. */
final class Recorded {

  // Of the hourly counts: looking through all runs four times a second would be a load of its own.
  private static final String COUNT =
      "SELECT coalesce(sum(succeeded + failed + unknown + cancelled), 0) FROM reporting.run_hours";

  private long before;

  /** Waits until so many more runs are recorded than at the last call. */
  void awaitMore(Rig rig, long runs, Duration patience) throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    try (var connection = rig.platform().database().connect()) {
      var now = count(connection);
      while (now < before + runs && System.nanoTime() < until) {
        Thread.sleep(250);
        now = count(connection);
      }
      if (now < before + runs) {
        System.out.printf(
            "  !! %d runs are not recorded as ended after %s%n", before + runs - now, patience);
      }
      before = now;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static long count(Connection connection) throws SQLException {
    try (var select = connection.createStatement();
        var found = select.executeQuery(COUNT)) {
      found.next();
      return found.getLong(1);
    }
  }
}
