package dev.sequitur.e2e.torture;

import dev.sequitur.e2e.rig.Rig;
import java.sql.SQLException;
import java.time.Duration;

/**
 * Waits until nothing is under way any more: no open effect, no running run, nothing untold,
 * nothing new for a while.
 */
final class Drain {

  private static final String OPEN =
      """
      SELECT (SELECT count(*) FROM executor.effects WHERE state IN ('PLANNED', 'STARTED', 'RETRY_WAIT')),
             (SELECT count(*) FROM reporting.runs WHERE state = 'RUNNING'),
             (SELECT count(*) FROM executor.admissions) - (SELECT count(*) FROM reporting.runs WHERE state <> 'REJECTED'),
             (SELECT count(*) FROM executor.outbox) + (SELECT count(*) FROM rule.outbox),
             (SELECT count(*) FROM executor.effects WHERE state IN ('FAILED', 'DEAD', 'UNKNOWN'))
               - (SELECT count(*) FROM notification.notifications)
      """;
  private static final String SEEN =
      "SELECT (SELECT count(*) FROM executor.admissions) + (SELECT sum(next_offset) FROM reporting.positions)";

  private final Rig rig;

  Drain(Rig rig) {
    this.rig = rig;
  }

  /** True if all came to rest within the time. */
  boolean await(Duration patience) throws InterruptedException {
    var until = System.nanoTime() + patience.toNanos();
    long seenBefore = -1;
    int quiet = 0;
    while (System.nanoTime() < until) {
      try {
        var seen = number(SEEN, 1);
        var open =
            number(OPEN, 1)
                + number(OPEN, 2)
                + Math.abs(number(OPEN, 3))
                + number(OPEN, 4)
                + Math.abs(number(OPEN, 5));
        quiet = open == 0 && seen == seenBefore ? quiet + 1 : 0;
        seenBefore = seen;
        if (quiet >= 3) {
          return true;
        }
      } catch (SQLException e) {
        quiet = 0;
      }
      Thread.sleep(1_000);
    }
    return false;
  }

  /** What is still open, for the report. */
  String state() {
    try {
      return "open effects %d, running runs %d, not yet reported %d, outbox rows %d, not yet told %d"
          .formatted(
              number(OPEN, 1), number(OPEN, 2), number(OPEN, 3), number(OPEN, 4), number(OPEN, 5));
    } catch (SQLException e) {
      return "the database does not answer";
    }
  }

  private long number(String query, int column) throws SQLException {
    try (var connection = rig.platform().database().connect();
        var select = connection.createStatement();
        var found = select.executeQuery(query)) {
      found.next();
      return found.getLong(column);
    }
  }
}
