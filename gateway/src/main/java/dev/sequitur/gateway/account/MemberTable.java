package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Locale;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;

/** A workspace's members within one transaction. */
final class MemberTable {

  /** Who has given a role: somebody here, or the issuer's groups. */
  enum Source {
    LOCAL,
    OIDC;

    String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A member.
   *
   * @param ways how they sign in: {@code password}, {@code oidc}, both, or by a link alone
   */
  record Row(Role role, Source source, boolean disabled, SortedSet<String> ways) {

    /** Whether somebody can act as an owner now. */
    boolean isActiveOwner() {
      return role == Role.OWNER && !disabled;
    }
  }

  private final Connection connection;
  private final String workspace;

  MemberTable(Connection connection, String workspace) {
    this.connection = connection;
    this.workspace = workspace;
  }

  /** All members, locked: two owners cannot leave at the same moment. */
  SortedMap<String, Row> lockAll() throws SQLException {
    try (var select =
        connection.prepareStatement(
            "SELECT m.account, m.role, m.source, a.disabled_at IS NOT NULL, "
                + "a.password_hash IS NOT NULL, "
                + "EXISTS (SELECT FROM external_identities e WHERE e.account = m.account) "
                + "FROM memberships m JOIN accounts a ON a.name = m.account "
                + "WHERE m.workspace = ? ORDER BY m.account FOR UPDATE OF m")) {
      select.setString(1, workspace);
      try (var found = select.executeQuery()) {
        var members = new TreeMap<String, Row>();
        while (found.next()) {
          var role = Role.named(found.getString(2));
          if (role != null) {
            members.put(found.getString(1), row(role, found));
          }
        }
        return members;
      }
    }
  }

  /** Given by somebody here. */
  void put(String account, Role role) throws SQLException {
    put(account, role, Source.LOCAL);
  }

  void put(String account, Role role, Source source) throws SQLException {
    try (var insert =
        connection.prepareStatement(
            "INSERT INTO memberships (workspace, account, role, source) VALUES (?, ?, ?, ?) "
                + "ON CONFLICT (workspace, account) "
                + "DO UPDATE SET role = excluded.role, source = excluded.source")) {
      insert.setString(1, workspace);
      insert.setString(2, account);
      insert.setString(3, role.text());
      insert.setString(4, source.text());
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

  private static Row row(Role role, ResultSet found) throws SQLException {
    var source = Source.valueOf(found.getString(3).toUpperCase(Locale.ROOT));
    return new Row(
        role, source, found.getBoolean(4), Ways.of(found.getBoolean(5), found.getBoolean(6)));
  }
}
