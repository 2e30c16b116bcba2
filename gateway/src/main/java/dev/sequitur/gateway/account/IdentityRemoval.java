package dev.sequitur.gateway.account;

import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Identity;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.CommonProblem;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes identities away from accounts, with what they have given: sessions, and groups' roles. */
@ApplicationScoped
public class IdentityRemoval {

  private record Wanted(String by, @Nullable String sessionKept) {}

  private final ApiDatabase database;
  private final IssuerRoles roles;
  private final Sessions sessions;
  private final Audit audit;

  IdentityRemoval(ApiDatabase database, IssuerRoles roles, Sessions sessions, Audit audit) {
    this.database = database;
    this.roles = roles;
    this.sessions = sessions;
    this.audit = audit;
  }

  /** One's own. The one that the account was made for stays, and so does the only way in. */
  public void unlink(Identity who, String issuer) {
    var account = who.principal();
    database.run(
        "",
        transaction -> {
          var row = locked(transaction, account, issuer);
          if (!row.linked()) {
            throw CommonProblem.CONFLICT.with("Your account was made for it; ask an owner.");
          }
          requireAnotherWay(transaction, account);
          remove(transaction, row, new Wanted(account, who.session()));
        });
    sessions.forget();
  }

  /** Anybody's, by who runs the installation, whether another way in is left or not. */
  public void remove(String account, String issuer, String by) {
    database.run(
        "",
        transaction ->
            remove(transaction, locked(transaction, account, issuer), new Wanted(by, null)));
    sessions.forget();
  }

  private static IdentityTable.Row locked(Transaction transaction, String account, String issuer)
      throws SQLException {
    new AccountTable(transaction.connection()).lock(account);
    return new IdentityTable(transaction.connection())
        .find(account, issuer)
        .orElseThrow(() -> CommonProblem.NOT_FOUND.with("There is no such identity."));
  }

  private static void requireAnotherWay(Transaction transaction, String account)
      throws SQLException {
    var password =
        new AccountTable(transaction.connection())
            .find(account)
            .flatMap(AccountTable.Row::passwordHash);
    var identities = new IdentityTable(transaction.connection()).list(account);
    if (password.isEmpty() && identities.size() < 2) {
      throw CommonProblem.CONFLICT.with("It is your only way in; set a password first.");
    }
  }

  private void remove(Transaction transaction, IdentityTable.Row row, Wanted wanted)
      throws SQLException {
    var account = row.account();
    new IdentityTable(transaction.connection()).delete(row);
    new SessionTable(transaction.connection())
        .deleteOpenedAt(row.issuer(), account, wanted.sessionKept());
    var deed = new Audit.Deed("default", wanted.by(), "identity:unlink", "Account/" + account);
    var before = Map.<String, Object>of("issuer", row.issuer(), "subject", row.subject());
    transaction.say(audit.entry(deed, before, null));
    roles.nothingSaid(transaction, account, row.issuer());
  }
}
