package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Role;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes an account's memberships what the issuer's groups say. They govern what they have given; a
 * role that somebody here has given stays as it is.
 */
final class GroupMemberships {

  /** A membership that changed; null: there was, or is, none. */
  record Change(String workspace, @Nullable Role was, @Nullable Role is) {

    Audit.Deed deed(String account) {
      var action = is == null ? "member:remove" : "member:put";
      return new Audit.Deed(workspace, account, action, "Account/" + account);
    }

    @Nullable Map<String, @Nullable Object> before() {
      return shown(was);
    }

    @Nullable Map<String, @Nullable Object> after() {
      return shown(is);
    }

    private static @Nullable Map<String, @Nullable Object> shown(@Nullable Role role) {
      return role == null ? null : Map.of("role", role.text(), "by", "groups");
    }
  }

  private record Row(Role role, boolean given) {}

  private final Connection connection;
  private final String account;

  GroupMemberships(Connection connection, String account) {
    this.connection = connection;
    this.account = account;
  }

  List<Change> follow(Map<String, Role> wanted) throws SQLException {
    var rows = rows();
    var workspaces = new TreeSet<>(rows.keySet());
    workspaces.addAll(existing(wanted));
    var changes = new ArrayList<Change>();
    for (var workspace : workspaces) {
      var row = rows.get(workspace);
      var before = row == null ? null : row.role();
      var after = wanted.get(workspace);
      if (before != after && (row == null || row.given())) {
        store(workspace, after);
        changes.add(new Change(workspace, before, after));
      }
    }
    return changes;
  }

  private Map<String, Row> rows() throws SQLException {
    new SessionTable(connection).actAs(account);
    try (var select =
        connection.prepareStatement(
            "SELECT workspace, role, source = 'oidc' FROM memberships WHERE account = ?")) {
      select.setString(1, account);
      try (var found = select.executeQuery()) {
        var rows = new TreeMap<String, Row>();
        while (found.next()) {
          var role = Role.named(found.getString(2));
          if (role != null) {
            rows.put(found.getString(1), new Row(role, found.getBoolean(3)));
          }
        }
        return rows;
      }
    }
  }

  /** A workspace that was never made is nobody's yet, whatever the configuration says. */
  private List<String> existing(Map<String, Role> wanted) throws SQLException {
    try (var select =
        connection.prepareStatement("SELECT name FROM workspaces WHERE name = ANY (?)")) {
      select.setArray(1, connection.createArrayOf("text", wanted.keySet().toArray()));
      try (var found = select.executeQuery()) {
        var names = new ArrayList<String>();
        while (found.next()) {
          names.add(found.getString(1));
        }
        return names;
      }
    }
  }

  /** Row-level security lets one workspace be changed at a time. */
  private void store(String workspace, @Nullable Role role) throws SQLException {
    try (var set =
        connection.prepareStatement("SELECT set_config('sequitur.workspace', ?, true)")) {
      set.setString(1, workspace);
      set.execute();
    }
    var table = new MemberTable(connection, workspace);
    if (role == null) {
      table.delete(account);
    } else {
      table.put(account, role, MemberTable.Source.OIDC);
    }
  }
}
