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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One's own account. */
@Path("/api/v1/account")
@RunOnVirtualThread
public class AccountResource {

  private final ApiDatabase database;
  private final Passwords passwords;
  private final Sessions sessions;
  private final Audit audit;
  private final Current current;

  AccountResource(
      ApiDatabase database, Passwords passwords, Sessions sessions, Audit audit, Current current) {
    this.database = database;
    this.passwords = passwords;
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
    requireOld(account, session, wanted.current());
    var hash = passwords.hash(wanted.password(), "/password");
    database.run("", transaction -> store(transaction, account, session, hash));
    sessions.forget();
  }

  private void requireOld(String account, String session, @Nullable String old) {
    passwords.slowDown(account);
    var hash =
        database.in(
            "",
            transaction -> {
              var byLink =
                  new SessionTable(transaction.connection())
                      .find(session)
                      .filter(row -> row.method() == SessionTable.Method.LINK)
                      .isPresent();
              return byLink
                  ? Optional.<String>empty()
                  : new AccountTable(transaction.connection())
                      .find(account)
                      .flatMap(AccountTable.Row::passwordHash);
            });
    if (hash.isPresent() && !passwords.match(Objects.requireNonNullElse(old, ""), hash)) {
      throw GatewayProblem.SIGN_IN_FAILED.with("The current password is another one.");
    }
  }

  /**
   * A password here would outlive what the issuer says: whoever is thrown out there could still
   * come in, with the roles of groups that they have lost.
   */
  private static void requireOurs(Transaction transaction, String account) throws SQLException {
    if (new IdentityTable(transaction.connection()).has(account)) {
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
