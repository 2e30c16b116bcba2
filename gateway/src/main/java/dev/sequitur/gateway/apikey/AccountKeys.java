package dev.sequitur.gateway.apikey;

import dev.sequitur.contracts.ApiKeyStored;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.KeysOfAccounts;
import dev.sequitur.kit.database.Transaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Revokes what an account has made, workspace by workspace: row-level security shows one at a time.
 */
@ApplicationScoped
class AccountKeys implements KeysOfAccounts {

  private final Audit audit;
  private final ApiKeys keys;

  AccountKeys(Audit audit, ApiKeys keys) {
    this.keys = keys;
    this.audit = audit;
  }

  @Override
  public List<String> revoke(Transaction transaction, String account, String by)
      throws SQLException {
    var ids = new ArrayList<String>();
    for (var workspace : workspaces(transaction.connection())) {
      enter(transaction.connection(), workspace);
      for (var key : new KeyTable(transaction.connection()).revokeAllOf(account)) {
        transaction.say(key.message());
        transaction.say(audit.entry(deed(key, by), Map.of("name", key.name()), null));
        ids.add(key.id());
      }
    }
    return ids;
  }

  @Override
  public void revoked(List<String> ids) {
    ids.forEach(keys::markRevoked);
  }

  private static Audit.Deed deed(ApiKeyStored key, String by) {
    return new Audit.Deed(key.workspace(), by, "api-key:revoke", "ApiKey/" + key.id());
  }

  private static List<String> workspaces(Connection connection) throws SQLException {
    try (var select = connection.prepareStatement("SELECT name FROM workspaces ORDER BY name");
        var found = select.executeQuery()) {
      var names = new ArrayList<String>();
      while (found.next()) {
        names.add(found.getString(1));
      }
      return names;
    }
  }

  private static void enter(Connection connection, String workspace) throws SQLException {
    try (var set =
        connection.prepareStatement("SELECT set_config('sequitur.workspace', ?, true)")) {
      set.setString(1, workspace);
      set.execute();
    }
  }
}
