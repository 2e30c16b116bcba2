package dev.sequitur.executor.ledger;

import dev.sequitur.kit.database.Columns;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

/** Leases of effects that began together. */
final class LeaseStatements {

  private static final String TAKE =
      """
      INSERT INTO leases (lease, workspace, owner, lease_until, command_ids)
      VALUES (?, ?, ?, now() + ? * interval '1 millisecond', ?)
      """;

  private static final String GIVE_BACK = "DELETE FROM leases WHERE lease = ANY (?)";

  private static final String END_LAPSED =
      "DELETE FROM leases WHERE lease_until < now() RETURNING command_ids";
  private static final String END_OWNED =
      "DELETE FROM leases WHERE owner = ? RETURNING command_ids";

  // In the order of ids, as all statements touch effects; so nobody waits in a ring.
  static final String BREAK_UP =
      """
      UPDATE effects SET lease_until = now() - interval '1 second'
      WHERE command_id = ANY (?) AND state = 'STARTED' AND lease_until IS NULL
      """;

  private LeaseStatements() {}

  /** One for each; none if there are none. */
  static void take(Connection connection, List<Lease> leases, String owner) throws SQLException {
    if (leases.isEmpty()) {
      return;
    }
    try (var insert = connection.prepareStatement(TAKE)) {
      for (var lease : leases) {
        insert.setObject(1, lease.id());
        insert.setString(2, lease.workspace());
        insert.setString(3, owner);
        insert.setLong(4, lease.length().toMillis());
        new Columns<>(insert, lease.commands()).from(5).uuids(command -> command);
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  static void giveBack(Connection connection, List<UUID> leases) throws SQLException {
    if (leases.isEmpty()) {
      return;
    }
    try (var delete = connection.prepareStatement(GIVE_BACK)) {
      new Columns<>(delete, leases).uuids(lease -> lease);
      delete.executeUpdate();
    }
  }

  /** What began under leases that have lapsed, and is still under way, is left behind. */
  static void endLapsed(Connection connection) throws SQLException {
    try (var delete = connection.prepareStatement(END_LAPSED)) {
      breakUp(connection, delete.executeQuery());
    }
  }

  /** What an owner began, and has not ended, is left behind. */
  static void endOwned(Connection connection, String owner) throws SQLException {
    try (var delete = connection.prepareStatement(END_OWNED)) {
      delete.setString(1, owner);
      breakUp(connection, delete.executeQuery());
    }
  }

  private static void breakUp(Connection connection, ResultSet ended) throws SQLException {
    var commands = new ArrayList<UUID>();
    try (ended) {
      while (ended.next()) {
        commands.addAll(Arrays.asList((UUID[]) ended.getArray(1).getArray()));
      }
    }
    if (commands.isEmpty()) {
      return;
    }
    commands.sort(null);
    try (var update = connection.prepareStatement(BREAK_UP)) {
      new Columns<>(update, commands).uuids(command -> command);
      update.executeUpdate();
    }
  }
}
