package dev.sequitur.gateway.account;

import dev.sequitur.gateway.GatewayProblem;
import dev.sequitur.gateway.access.Audit;
import dev.sequitur.gateway.access.Current;
import dev.sequitur.kit.database.ApiDatabase;
import dev.sequitur.kit.database.Transaction;
import dev.sequitur.kit.problem.CommonProblem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Path("/api/v1/account")
@RunOnVirtualThread
public class AccountResource {

  private final ApiDatabase database;
  private final Passwords passwords;
  private final CurrentPassword old;
  private final Sessions sessions;
  private final Audit audit;
  private final Current current;

  AccountResource(
      ApiDatabase database,
      Passwords passwords,
      CurrentPassword old,
      Sessions sessions,
      Audit audit,
      Current current) {
    this.database = database;
    this.passwords = passwords;
    this.old = old;
    this.sessions = sessions;
    this.audit = audit;
    this.current = current;
  }

  /**
   * A new password.
   *
   * @param current the old one; not needed after signing in by link, which the machine's owner
   *     makes
   */
  public record NewPassword(@Nullable String current, @Nullable String password) {

    @Override
    public String toString() {
      return "NewPassword[…]";
    }
  }

  /** Sets the password and ends all other sessions of the account. */
  @PUT
  @Path("password")
  public void setPassword(@Nullable NewPassword wanted) {
    var account = current.identity().principal();
    var session = current.identity().session();
    if (session == null) {
      throw GatewayProblem.SESSION_REQUIRED.with("An API key has no password.");
    }
    if (wanted == null || wanted.password() == null) {
      throw CommonProblem.MALFORMED_REQUEST.with("A body with password is expected.");
    }
    old.require(account, session, wanted.current());
    var hash = passwords.hash(wanted.password(), "/password");
    database.run("", transaction -> store(transaction, account, session, hash));
    sessions.forget();
  }

  /**
   * A password of an account that was made for somebody at an issuer would outlive what the issuer
   * says: whoever is thrown out there could still come in. One that was here before is its owner's.
   */
  private static void requireOurs(Transaction transaction, String account) throws SQLException {
    if (new IdentityTable(transaction.connection()).hasMade(account)) {
      throw CommonProblem.CONFLICT.with("You sign in at the issuer; there is no password here.");
    }
  }

  private void store(Transaction transaction, String account, String session, String hash)
      throws SQLException {
    requireOurs(transaction, account);
    new AccountTable(transaction.connection()).setPassword(account, hash);
    new SessionTable(transaction.connection()).deleteOthers(account, session);
    var deed = new Audit.Deed("default", account, "account:set-password", "Account/" + account);
    transaction.say(audit.entry(deed, null, null));
  }
}
