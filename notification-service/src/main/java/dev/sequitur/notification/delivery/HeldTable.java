package dev.sequitur.notification.delivery;

import dev.sequitur.contracts.EventReference;
import dev.sequitur.contracts.Wire;
import dev.sequitur.kit.database.Columns;
import dev.sequitur.notification.domain.Happening;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Messages that are held, claimed when they are due. */
final class HeldTable {

  /** Whose messages these are: they become one. */
  record Group(String workspace, String channel, String user) {}

  /** A message that is due. */
  record Due(
      UUID id,
      Group group,
      Delivery.Origin origin,
      Happening happening,
      EventReference event,
      Map<String, Object> values) {}

  /** Where it is from now on. */
  record Change(UUID id, Delivery.Standing standing) {}

  // One replica at a time: two of them would make two messages of what is to be one.
  private static final String TURN =
      "SELECT pg_try_advisory_xact_lock(hashtext('notification.held'))";

  // Skip locked rows: an outcome or a purge is at them.
  private static final String CLAIM =
      """
      SELECT id, workspace, channel, username, subscription_uid, subscription, subscription_version, outcome,
          event, details
      FROM deliveries WHERE state = 'HELD' AND due_at <= now()
      ORDER BY due_at, id LIMIT ? FOR UPDATE SKIP LOCKED
      """;

  private static final String CHANGE =
      """
      UPDATE deliveries d SET state = n.state, reason = n.reason, send_run_id = n.run_id,
          send_command_id = n.command_id, due_at = NULL
      FROM unnest(?::uuid[], ?::text[], ?::text[], ?::uuid[], ?::uuid[])
          AS n(id, state, reason, run_id, command_id)
      WHERE d.id = n.id
      """;

  private HeldTable() {}

  /** What is due by the database's clock; empty also while another replica is at it. */
  static List<Due> claim(Connection connection, int atMost) throws SQLException {
    var due = new ArrayList<Due>();
    try (var turn = connection.prepareStatement(TURN);
        var mine = turn.executeQuery()) {
      mine.next();
      if (!mine.getBoolean(1)) {
        return due;
      }
    }
    try (var select = connection.prepareStatement(CLAIM)) {
      select.setInt(1, atMost);
      try (var found = select.executeQuery()) {
        while (found.next()) {
          due.add(row(found));
        }
      }
    }
    return due;
  }

  private static Due row(ResultSet row) throws SQLException {
    var origin =
        new Delivery.Origin(
            dev.sequitur.contracts.Starter.SUBSCRIPTION,
            row.getObject("subscription_uid", UUID.class),
            row.getString("subscription"),
            row.getInt("subscription_version"));
    return new Due(
        row.getObject("id", UUID.class),
        new Group(row.getString("workspace"), row.getString("channel"), row.getString("username")),
        origin,
        Happening.valueOf(row.getString("outcome")),
        Wire.read(row.getString("event").getBytes(StandardCharsets.UTF_8), EventReference.class),
        DeliveryTable.values(row.getString("details")));
  }

  static void change(Connection connection, List<Change> changes) throws SQLException {
    try (var update = connection.prepareStatement(CHANGE)) {
      bind(update, changes);
      update.executeUpdate();
    }
  }

  private static @Nullable String reason(Change change) {
    var reason = change.standing().reason();
    return reason == null ? null : reason.name();
  }

  private static void bind(PreparedStatement statement, List<Change> rows) throws SQLException {
    new Columns<>(statement, rows)
        .uuids(Change::id)
        .texts(one -> one.standing().state().name())
        .texts(HeldTable::reason)
        .uuids(one -> DeliveryTable.runId(one.standing().command()))
        .uuids(one -> DeliveryTable.commandId(one.standing().command()));
  }
}
