package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.KeysOfAccounts;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Disables accounts and enables them again. Sessions end in the same transaction; no token is
 * minted for the account from the next request on, and one that is on its way to a service lives
 * for two minutes at most.
 */
@ApplicationScoped
class Suspension {

  private static final String FIRST = "default";

  private final ApiDatabase database;
  private final KeysOfAccounts keys;
  private final Sessions sessions;
  private final Audit audit;

  Suspension(ApiDatabase database, KeysOfAccounts keys, Sessions sessions, Audit audit) {
    this.database = database;
    this.keys = keys;
    this.sessions = sessions;
    this.audit = audit;
  }

  AccountsResource.Disabled disable(String user, String by, boolean keysToo) {
    var done =
        database.in(
            FIRST,
            transaction -> {
              requireOwnerBeside(transaction, user);
              if (!new AccountTable(transaction.connection()).disable(user)) {
                throw missing();
              }
              var ended = new SessionTable(transaction.connection()).deleteAll(user);
              var after = Map.<String, Object>of("sessionsEnded", ended);
              transaction.say(audit.entry(deed(user, by, "account:disable"), null, after));
              var revoked = keysToo ? keys.revoke(transaction, user, by) : List.<String>of();
              return new AccountsResource.Disabled(user, ended, revoked);
            });
    sessions.forget();
    keys.revoked(done.keysRevoked());
    return done;
  }

  void enable(String user, String by) {
    database.run(
        FIRST,
        transaction -> {
          if (!new AccountTable(transaction.connection()).enable(user)) {
            throw missing();
          }
          transaction.say(audit.entry(deed(user, by, "account:enable"), null, null));
        });
  }

  /** Somebody must be left who can enable accounts. */
  private static void requireOwnerBeside(Transaction transaction, String user) throws SQLException {
    var members = new MemberTable(transaction.connection(), FIRST).lockAll();
    var another =
        members.entrySet().stream()
            .anyMatch(entry -> entry.getValue().isActiveOwner() && !entry.getKey().equals(user));
    if (!another) {
      throw GatewayProblem.LAST_OWNER.with("Nobody would be left to run this installation.");
    }
  }

  private static Audit.Deed deed(String user, String by, String action) {
    return new Audit.Deed(FIRST, by, action, "Account/" + user);
  }

  private static RuntimeException missing() {
    return CommonProblem.NOT_FOUND.with("There is no such account.");
  }
}
