package dev.sequitur.trigger.definition;

import dev.sequitur.kit.database.ApiDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Why triggers rest; what ends a suspension forgets its reason, by a rule of the database. */
@ApplicationScoped
class Suspensions {

  private final ApiDatabase database;

  Suspensions(ApiDatabase database) {
    this.database = database;
  }

  static void note(Connection connection, UUID trigger, String reason) throws SQLException {
    try (var update =
        connection.prepareStatement("UPDATE definitions SET suspended_for = ? WHERE uid = ?")) {
      update.setString(1, reason);
      update.setObject(2, trigger);
      update.executeUpdate();
    }
  }

  Map<UUID, String> reasons(String workspace, Collection<UUID> triggers) {
    return database.in(
        workspace,
        transaction -> {
          try (var select =
              transaction
                  .connection()
                  .prepareStatement(
                      "SELECT uid, suspended_for FROM definitions"
                          + " WHERE uid = ANY (?) AND suspended_for IS NOT NULL")) {
            select.setArray(1, transaction.connection().createArrayOf("uuid", triggers.toArray()));
            var reasons = new HashMap<UUID, String>();
            try (var found = select.executeQuery()) {
              while (found.next()) {
                reasons.put(found.getObject(1, UUID.class), found.getString(2));
              }
            }
            return reasons;
          }
        });
  }
}
