package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Attempt;
import dev.sequitur.contracts.CancelRun;
import dev.sequitur.contracts.EffectState;
import dev.sequitur.contracts.Failure;
import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finding what is open of runs, and ending or marking it. */
final class CancelStatements {

  // An index by run would have to be written for every effect. What is open is bounded, and has
  // indexes of its own: parked work by its workspace, and as many calls as can be under way, whose
  // lease is their own or that of those that began with them. The limit keeps the planner to the
  // key.
  static final String FIND =
      """
      SELECT e.command_id FROM effects e
      WHERE e.retry_at IS NOT NULL AND e.workspace = ANY (?) AND e.run_id = ANY (?)
      UNION ALL
      SELECT e.command_id FROM effects e WHERE e.lease_until IS NOT NULL AND e.run_id = ANY (?)
      UNION ALL
      SELECT b.command_id FROM leases l CROSS JOIN unnest(l.command_ids) AS c(command_id) CROSS JOIN LATERAL (
        SELECT e.command_id, e.run_id FROM effects e WHERE e.command_id = c.command_id LIMIT 1) b
      WHERE b.run_id = ANY (?)
      """;

  // What has been claimed or has ended since it was found is seen here as it stands now.
  static final String LOCK =
      """
      SELECT e.command_id, e.generation, e.changed_generation, e.run_id, e.revision, e.workspace, e.host, e.delivery,
        e.state, e.cancel IS NOT NULL AS marked, e.request, e.attempts, e.decided_at, a.starter, a.event,
        a.trace_parent, a.sole IS NOT NULL AS sole, d.redriven_at
      FROM effects e JOIN admissions a ON a.run_id = e.run_id AND a.revision = e.revision
      LEFT JOIN dead_letters d ON d.command_id = e.command_id AND d.generation = e.generation - 1
      WHERE e.command_id = ANY (?) AND e.state IN ('PLANNED', 'STARTED', 'RETRY_WAIT')
      ORDER BY e.command_id FOR UPDATE OF e
      """;

  private static final String KNOWN =
      """
      SELECT a.run_id, a.workspace, bool_or(a.cancelled > 0 OR coalesce(e.state = 'CANCELLED', false))
      FROM admissions a LEFT JOIN effects e ON e.command_id = a.sole
      WHERE a.run_id = ANY (?) GROUP BY a.run_id, a.workspace
      """;

  private static final String CANCEL =
      """
      UPDATE effects e
      SET state = CASE e.state WHEN 'STARTED' THEN e.state ELSE 'CANCELLED' END,
          error = CASE e.state WHEN 'STARTED' THEN e.error ELSE v.failure END,
          retry_at = NULL, cancel = v.failure, updated_at = now()
      FROM unnest(?::uuid[], ?::json[]) AS v(command_id, failure)
      WHERE e.command_id = v.command_id
      """;

  private CancelStatements() {}

  /**
   * An effect without an end, locked.
   *
   * @param redrivenAt when its generation was opened; null of the first
   */
  record OpenRow(
      Effect effect,
      EffectState state,
      boolean marked,
      List<Attempt> attempts,
      @Nullable Instant redrivenAt) {

    Run run() {
      return effect.run();
    }

    boolean isOf(CancelRun asked) {
      return run().runId().equals(asked.runId()) && run().workspace().equals(asked.workspace());
    }

    boolean wasRedrivenAfter(Instant instant) {
      return redrivenAt != null && redrivenAt.isAfter(instant);
    }
  }

  /**
   * A run that was admitted.
   *
   * @param cancelled whether an effect of it has ended CANCELLED
   */
  record Known(String workspace, boolean cancelled) {}

  /** Locks the open effects of runs, in the order of their ids. */
  static List<OpenRow> open(Connection connection, Collection<CancelRun> asked)
      throws SQLException {
    var found = find(connection, asked);
    var open = new ArrayList<OpenRow>(found.size());
    if (found.isEmpty()) {
      return open;
    }
    try (var select = connection.prepareStatement(LOCK)) {
      select.setArray(1, connection.createArrayOf("uuid", found.toArray()));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          open.add(open(rows));
        }
      }
    }
    return open;
  }

  private static List<UUID> find(Connection connection, Collection<CancelRun> asked)
      throws SQLException {
    var workspaces = asked.stream().map(CancelRun::workspace).distinct().toArray();
    var runs = runs(asked);
    try (var select = connection.prepareStatement(FIND)) {
      select.setArray(1, connection.createArrayOf("text", workspaces));
      select.setArray(2, connection.createArrayOf("uuid", runs));
      select.setArray(3, connection.createArrayOf("uuid", runs));
      select.setArray(4, connection.createArrayOf("uuid", runs));
      var found = new ArrayList<UUID>();
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          found.add(rows.getObject(1, UUID.class));
        }
      }
      return found;
    }
  }

  private static OpenRow open(ResultSet row) throws SQLException {
    var redriven = row.getObject("redriven_at", OffsetDateTime.class);
    return new OpenRow(
        ClaimStatements.effect(row),
        EffectState.valueOf(row.getString("state")),
        row.getBoolean("marked"),
        LedgerJson.attempts(row.getString("attempts")),
        redriven == null ? null : redriven.toInstant());
  }

  /** Which of the runs are remembered. */
  static Map<UUID, Known> known(Connection connection, Collection<CancelRun> asked)
      throws SQLException {
    var known = new HashMap<UUID, Known>();
    try (var select = connection.prepareStatement(KNOWN)) {
      select.setArray(1, connection.createArrayOf("uuid", runs(asked)));
      try (var rows = select.executeQuery()) {
        while (rows.next()) {
          known.put(
              rows.getObject(1, UUID.class), new Known(rows.getString(2), rows.getBoolean(3)));
        }
      }
    }
    return known;
  }

  private static Object[] runs(Collection<CancelRun> asked) {
    return asked.stream().map(CancelRun::runId).toArray();
  }

  /** Ends what is not under way, and marks what is; the rows are locked. */
  static void cancel(Connection connection, Map<UUID, Failure> failures) throws SQLException {
    if (failures.isEmpty()) {
      return;
    }
    try (var update = connection.prepareStatement(CANCEL)) {
      new Columns<>(update, List.copyOf(failures.entrySet()))
          .uuids(Map.Entry::getKey)
          .json(entry -> LedgerJson.bytes(entry.getValue()));
      update.executeUpdate();
    }
  }
}
