package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;

/** A workspace's members within one transaction. */
final class MemberTable {

  private final Connection connection;
  private final String workspace;

  MemberTable(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  /** All members, locked: two owners cannot leave at the same moment. */
  SortedMap<String, Role> lockAll() throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT account, role FROM memberships WHERE workspace = ? ORDER BY account FOR UPDATE")) {
      select.setString(1, workspace);
      try (var found = select.executeQuery()) {
        var members = new TreeMap<String, Role>();
        while (found.next()) {
          var role = Role.named(found.getString(2));
          if (role != null) {
            members.put(found.getString(1), role);
          }
        }
        return members;
      }
    }
  }

  void put(String account, Role role) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO memberships (workspace, account, role) VALUES (?, ?, ?) "
                + "ON CONFLICT (workspace, account) DO UPDATE SET role = excluded.role")) {
      insert.setString(1, workspace);
      insert.setString(2, account);
      insert.setString(3, role.text());
      insert.executeUpdate();
    }
  }

  void delete(String account) throws SQLException {
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM memberships WHERE workspace = ? AND account = ?")) {
      delete.setString(1, workspace);
      delete.setString(2, account);
      delete.executeUpdate();
    }
  }
}
