package dev.sequitur.executor.ledger;

import dev.sequitur.contracts.Delivery;
import dev.sequitur.contracts.EffectSettled;
import dev.sequitur.executor.lane.Lane;
import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Taking what is due, what was left behind, and what has run out of time. */
final class ClaimStatements {

  /** Steps from lane to lane by the index, however many pieces wait in each. */
  static final String LANES =
      """
      WITH RECURSIVE lanes AS (
        (SELECT workspace, host, attempt > 0 AS retries FROM effects WHERE retry_at IS NOT NULL
         ORDER BY workspace, host, attempt > 0 LIMIT 1)
        UNION ALL
        SELECT n.workspace, n.host, n.retries
        FROM lanes l CROSS JOIN LATERAL (
          SELECT e.workspace, e.host, e.attempt > 0 AS retries FROM effects e
          WHERE e.retry_at IS NOT NULL AND (e.workspace, e.host, e.attempt > 0) > (l.workspace, l.host, l.retries)
          ORDER BY e.workspace, e.host, e.attempt > 0 LIMIT 1) n
      )
      SELECT l.workspace, l.host, l.retries, extract(epoch FROM clock_timestamp() - (
        SELECT e.retry_at FROM effects e
        WHERE e.retry_at IS NOT NULL AND e.workspace = l.workspace AND e.host = l.host AND (e.attempt > 0) = l.retries
        ORDER BY e.retry_at LIMIT 1))
      FROM lanes l
      """;

  private static final String ROWS =
      """
      SELECT c.command_id, c.generation, c.changed_generation, c.run_id, c.revision, c.workspace, c.host, c.delivery,
        c.attempt, c.fence, c.started_at, c.request, c.attempts, c.decided_at, a.starter, a.event, a.trace_parent,
        a.sole IS NOT NULL AS sole
      FROM claimed c JOIN admissions a ON a.run_id = c.run_id AND a.revision = c.revision
      """;

  // Skip locked rows: another replica is taking them. No attempt starts beyond the deadline, which
  // is
  // counted from the first attempt.
  static final String DUE =
      """
      WITH claimed AS (
        UPDATE effects e
        SET state = 'STARTED', attempt = e.attempt + 1, fence = nextval('fences'), owner = ?, started_at = now(),
            lease_until = now() + (e.attempt_millis + ?) * interval '1 millisecond',
            deadline = CASE e.attempt WHEN 0 THEN now() + e.total_millis * interval '1 millisecond' ELSE e.deadline END,
            retry_at = NULL, updated_at = now()
        FROM unnest(?::text[], ?::text[], ?::int[], ?::int[]) AS s(workspace, host, retries, places)
        CROSS JOIN LATERAL (
          SELECT d.command_id FROM effects d
          WHERE d.state IN ('PLANNED', 'RETRY_WAIT') AND d.workspace = s.workspace AND d.host = s.host
            AND (d.attempt > 0) = (s.retries = 1) AND d.retry_at <= now() AND d.deadline > now()
          ORDER BY d.retry_at LIMIT s.places FOR UPDATE SKIP LOCKED) due
        WHERE e.command_id = due.command_id
        RETURNING e.*)
      """
          + ROWS;

  private static final String TAKE_OVER =
      """
      WITH claimed AS (
        UPDATE effects e
        SET fence = nextval('fences'), owner = ?, lease_until = now() + interval '30 seconds', updated_at = now()
        FROM (
          SELECT d.command_id FROM effects d WHERE d.lease_until IS NOT NULL AND d.state = 'STARTED' AND %s
          ORDER BY d.lease_until LIMIT 500 FOR UPDATE SKIP LOCKED) left_behind
        WHERE e.command_id = left_behind.command_id
        RETURNING e.*)
      """
          + ROWS;

  static final String LAPSED = TAKE_OVER.formatted("d.lease_until < now()");
  private static final String OWNED = TAKE_OVER.formatted("d.owner = ?");

  static final String OVERDUE =
      """
      WITH claimed AS (
        UPDATE effects e
        SET state = 'STARTED', fence = nextval('fences'), owner = ?, started_at = now(),
            lease_until = now() + interval '30 seconds', retry_at = NULL, updated_at = now()
        FROM (
          SELECT d.command_id FROM effects d
          WHERE d.retry_at IS NOT NULL AND d.state IN ('PLANNED', 'RETRY_WAIT') AND d.deadline < now()
          LIMIT 500 FOR UPDATE SKIP LOCKED) overdue
        WHERE e.command_id = overdue.command_id
        RETURNING e.*)
      """
          + ROWS;

  private static final String ANY_OPEN =
      """
      SELECT EXISTS (
        SELECT FROM unnest(?::uuid[], ?::int[]) AS v(command_id, generation)
        JOIN effects e ON e.command_id = v.command_id AND e.generation = v.generation
        WHERE e.state IN ('PLANNED', 'RETRY_WAIT', 'STARTED'))
      """;

  private static final String ENDED =
      """
      WITH claimed AS (
        UPDATE effects e
        SET state = 'STARTED', fence = nextval('fences'), owner = ?, started_at = coalesce(e.started_at, now()),
            lease_until = now() + interval '30 seconds', retry_at = NULL, updated_at = now()
        FROM unnest(?::uuid[], ?::int[]) AS v(command_id, generation)
        WHERE e.command_id = v.command_id AND e.generation = v.generation
          AND e.state IN ('PLANNED', 'RETRY_WAIT', 'STARTED')
        RETURNING e.*)
      """
          + ROWS;

  // Nobody takes them up before their lease has lapsed: until then it is looked up how they ended.
  private static final String DOUBT =
      """
      UPDATE effects
      SET attempt = attempt + CASE state WHEN 'STARTED' THEN 0 ELSE 1 END,
          deadline = CASE attempt WHEN 0 THEN now() + total_millis * interval '1 millisecond' ELSE deadline END,
          state = 'STARTED', fence = nextval('fences'), owner = 'nobody', started_at = coalesce(started_at, now()),
          lease_until = now() + interval '10 minutes', retry_at = NULL, updated_at = now()
      WHERE state IN ('PLANNED', 'RETRY_WAIT', 'STARTED')
      """;

  private static final String LET_GO =
      """
      UPDATE effects SET lease_until = now() - interval '1 second', updated_at = now()
      WHERE lease_until IS NOT NULL AND state = 'STARTED' AND owner = 'nobody'
      """;

  private ClaimStatements() {}

  static List<Ledger.Waiting> waiting(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement(LANES);
        var rows = select.executeQuery()) {
      var waiting = new ArrayList<Ledger.Waiting>();
      while (rows.next()) {
        var lane = new Lane(rows.getString(1), rows.getString(2));
        waiting.add(new Ledger.Waiting(lane, rows.getBoolean(3), rows.getDouble(4)));
      }
      return waiting;
    }
  }

  static List<Claim> due(
      Connection connection, List<Ledger.Share> shares, String owner, long leaseMarginMillis)
      throws SQLException {
    try (var claim = connection.prepareStatement(DUE)) {
      claim.setString(1, owner);
      claim.setLong(2, leaseMarginMillis);
      new Columns<>(claim, shares)
          .from(3)
          .texts(share -> share.lane().workspace())
          .texts(share -> share.lane().host())
          .ints(share -> share.retries() ? 1 : 0)
          .ints(Ledger.Share::places);
      return claims(claim);
    }
  }

  static List<Claim> lapsed(Connection connection, String owner) throws SQLException {
    LeaseStatements.endLapsed(connection);
    try (var claim = connection.prepareStatement(LAPSED)) {
      claim.setString(1, owner);
      return claims(claim);
    }
  }

  static List<Claim> owned(Connection connection, String owner) throws SQLException {
    LeaseStatements.endOwned(connection, owner);
    try (var claim = connection.prepareStatement(OWNED)) {
      claim.setString(1, owner);
      claim.setString(2, owner);
      return claims(claim);
    }
  }

  static boolean isAnyOpen(Connection connection, Collection<EffectSettled> outcomes)
      throws SQLException {
    try (var select = connection.prepareStatement(ANY_OPEN)) {
      new Columns<>(select, outcomes)
          .uuids(EffectSettled::commandId)
          .ints(EffectSettled::generation);
      try (var rows = select.executeQuery()) {
        rows.next();
        return rows.getBoolean(1);
      }
    }
  }

  static List<Claim> ended(Connection connection, Collection<EffectSettled> outcomes, String owner)
      throws SQLException {
    try (var claim = connection.prepareStatement(ENDED)) {
      claim.setString(1, owner);
      new Columns<>(claim, outcomes)
          .from(2)
          .uuids(EffectSettled::commandId)
          .ints(EffectSettled::generation);
      return claims(claim);
    }
  }

  static int doubt(Connection connection) throws SQLException {
    return update(connection, DOUBT);
  }

  static int letGo(Connection connection) throws SQLException {
    return update(connection, LET_GO);
  }

  private static int update(Connection connection, String statement) throws SQLException {
    try (var update = connection.prepareStatement(statement)) {
      return update.executeUpdate();
    }
  }

  static List<Claim> overdue(Connection connection, String owner) throws SQLException {
    try (var claim = connection.prepareStatement(OVERDUE)) {
      claim.setString(1, owner);
      return claims(claim);
    }
  }

  private static List<Claim> claims(PreparedStatement claim) throws SQLException {
    var claims = new ArrayList<Claim>();
    try (var rows = claim.executeQuery()) {
      while (rows.next()) {
        claims.add(claim(rows));
      }
    }
    return claims;
  }

  private static Claim claim(ResultSet row) throws SQLException {
    return new Claim(
        effect(row),
        row.getLong("fence"),
        row.getInt("attempt"),
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        LedgerJson.attempts(row.getString("attempts")));
  }

  /** Of a row that has an effect's columns and its admission's. */
  static Effect effect(ResultSet row) throws SQLException {
    var run =
        new Run(
            row.getObject("run_id", UUID.class),
            row.getInt("revision"),
            row.getString("workspace"),
            LedgerJson.starter(row.getString("starter")),
            LedgerJson.event(row.getString("event")),
            row.getObject("decided_at", OffsetDateTime.class).toInstant(),
            row.getString("trace_parent"),
            row.getBoolean("sole"));
    return new Effect(
        run,
        LedgerJson.call(row.getString("request")),
        Delivery.valueOf(row.getString("delivery")),
        row.getString("host"),
        row.getInt("generation"),
        row.getInt("changed_generation"));
  }
}
