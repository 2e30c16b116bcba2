package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What issuers said last of one account's roles, within one transaction. */
final class IssuerRoleTable {

  private final Connection connection;
  private final String account;

  /** Locks the account: two issuers' sign-ins at once are counted one after the other. */
  IssuerRoleTable(Connection connection, String account) throws SQLException {
    this.connection = connection;
    this.account = account;
    new AccountTable(connection).lock(account);
    new SessionTable(connection).actAs(account);
  }

  void replace(String issuer, Map<String, Role> roles) throws SQLException {
    try (var delete =
        connection.prepareStatement("DELETE FROM issuer_roles WHERE account = ? AND issuer = ?")) {
      delete.setString(1, account);
      delete.setString(2, issuer);
      delete.executeUpdate();
    }
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO issuer_roles (account, issuer, workspace, role) VALUES (?, ?, ?, ?)")) {
      for (var given : roles.entrySet()) {
        insert.setString(1, account);
        insert.setString(2, issuer);
        insert.setString(3, given.getKey());
        insert.setString(4, given.getValue().text());
        insert.addBatch();
      }
      insert.executeBatch();
    }
  }

  /** By workspace, of what these issuers say. */
  Map<String, Role> highest(Set<String> issuers) throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT workspace, role FROM issuer_roles WHERE account = ? AND issuer = ANY (?)")) {
      select.setString(1, account);
      select.setArray(2, connection.createArrayOf("text", issuers.toArray()));
      try (var found = select.executeQuery()) {
        var roles = new TreeMap<String, Role>();
        while (found.next()) {
          var role = Role.named(found.getString(2));
          if (role != null) {
            roles.merge(found.getString(1), role, (a, b) -> a.isAbove(b) ? a : b);
          }
        }
        return roles;
      }
    }
  }
}
