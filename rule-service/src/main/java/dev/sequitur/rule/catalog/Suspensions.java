package dev.sequitur.rule.catalog;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Why rules rest; what ends a suspension forgets its reason, by a rule of the database. */
@ApplicationScoped
class Suspensions {

  private static final String NOTE = "UPDATE definitions SET suspended_for = ? WHERE uid = ?";
  private static final String REASONS =
      "SELECT uid, suspended_for FROM definitions WHERE uid = ANY (?) AND suspended_for IS NOT NULL";

  private final ApiDatabase database;

  Suspensions(ApiDatabase database) {
    this.database = database;
  }

  static void note(Connection connection, UUID rule, String reason) throws SQLException {
    try (var update = connection.prepareStatement(NOTE)) {
      update.setString(1, reason);
      update.setObject(2, rule);
      update.executeUpdate();
    }
  }

  Map<UUID, String> reasons(String workspace, Collection<UUID> rules) {
    return database.in(
        workspace,
        transaction -> {
          try (var select = transaction.connection().prepareStatement(REASONS)) {
            select.setArray(1, transaction.connection().createArrayOf("uuid", rules.toArray()));
            try (var found = select.executeQuery()) {
              return read(found);
            }
          }
        });
  }

  private static Map<UUID, String> read(ResultSet found) throws SQLException {
    var reasons = new HashMap<UUID, String>();
    while (found.next()) {
      reasons.put(found.getObject(1, UUID.class), found.getString(2));
    }
    return reasons;
  }
}
